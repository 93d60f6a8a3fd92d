// The C interface of Graphviz (libgvc, libcgraph). Only the target `Diagrams` imports it.
#ifndef CHRONOGRAPH_CGRAPHVIZ_SHIM_H
#define CHRONOGRAPH_CGRAPHVIZ_SHIM_H
#include <dlfcn.h>
#include <graphviz/gvc.h>
#include <graphviz/cgraph.h>

// Adds a plug-in library from a file; 0 when it is there and belongs to this Graphviz.
static inline int cgraphviz_add_plugin(GVC_t *context, const char *path, const char *symbol) {
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!handle) return -1;
  void *library = dlsym(handle, symbol);
  if (!library) return -1;
  gvAddLibrary(context, (gvplugin_library_t *)library);
  return 0;
}
#endif
