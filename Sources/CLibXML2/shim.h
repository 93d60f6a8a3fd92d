// The C interface of libxml2's HTML parser. Only the target `Corpus` imports it.
#ifndef CHRONOGRAPH_CLIBXML2_SHIM_H
#define CHRONOGRAPH_CLIBXML2_SHIM_H
#include <libxml/xmlversion.h>
// Debian's libxml2 is built with ICU, whose headers clash with Foundation's own copy. Only pointers to the
// structures that differ are used, so the headers are read as if it were not.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/xmlerror.h>
#include <libxml/tree.h>
#endif
