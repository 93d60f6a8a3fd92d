// The C interface of zlib. Only the targets `Corpus` (which unpacks) and `Exports` (which packs) import it.
#ifndef CHRONOGRAPH_CZLIB_SHIM_H
#define CHRONOGRAPH_CZLIB_SHIM_H
#include <zlib.h>

/// `inflateInit2` is a macro, which Swift does not see.
static inline int chronograph_inflate_init(z_stream *stream, int windowBits) {
  return inflateInit2(stream, windowBits);
}
#endif
