// The C interface of Graphviz (libgvc, libcgraph). Only the target `Diagrams` imports it.
#ifndef CHRONOGRAPH_CGRAPHVIZ_SHIM_H
#define CHRONOGRAPH_CGRAPHVIZ_SHIM_H
#include <graphviz/gvc.h>
#include <graphviz/cgraph.h>
#endif
