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

// Stores messages instead of printing them; read the last one with aglasterr.
static inline void cgraphviz_keep_messages(void) { agseterr(AGMAX); }

// Iteration helpers whose types Swift cannot see through the macros.
static inline int cgraphviz_node_sequence(Agnode_t *node) { return (int)AGSEQ(node); }
static inline Agnode_t *cgraphviz_head(Agedge_t *edge) { return aghead(edge); }
static inline Agnode_t *cgraphviz_tail(Agedge_t *edge) { return agtail(edge); }
#endif
