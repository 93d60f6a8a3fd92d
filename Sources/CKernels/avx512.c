// The kernels for x86-64 processors with AVX-512 and its integer products (VNNI).
#include "CKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,fma"))), apply_to = function)
#define VI __m512i
#define ZERO _mm512_setzero_si512()
#define LOADW(p) _mm512_loadu_si512((const void *)(p))
#define MADD(sum, a, b) _mm512_dpwssd_epi32(sum, a, b)
#define STORE(p, v) _mm512_storeu_si512((void *)(p), v)
static inline __m512i both(const int16_t *p) {
  int32_t pair;
  __builtin_memcpy(&pair, p, 4);
  return _mm512_set1_epi32(pair);
}
#define PAIR(p) both(p)
#define LANES 16
#define MANY_ROWS 4
#define MANY_BLOCKS 4
#define ONE_ROW_BLOCKS 6
#define FLOATS 16
#define FLOAT_ROWS 6
#define KERNELS chronograph_kernels_avx512
#define NAME "AVX-512"
#include "kernels.h"
#pragma clang attribute pop
#endif
