// The C interface of libxml2's HTML parser. Only the target `Corpus` imports it.
#ifndef CHRONOGRAPH_CLIBXML2_SHIM_H
#define CHRONOGRAPH_CLIBXML2_SHIM_H
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/xmlerror.h>
#include <libxml/tree.h>
#endif
