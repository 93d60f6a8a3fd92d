// The kernels for x86-64 processors with AVX2 and FMA.
#include "CKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define VI __m256i
#define ZERO _mm256_setzero_si256()
#define LOADW(p) _mm256_loadu_si256((const __m256i *)(p))
#define MADD(sum, a, b) _mm256_add_epi32(sum, _mm256_madd_epi16(a, b))
#define STORE(p, v) _mm256_storeu_si256((__m256i *)(p), v)
static inline __m256i both(const int16_t *p) {
  int32_t pair;
  __builtin_memcpy(&pair, p, 4);
  return _mm256_set1_epi32(pair);
}
#define PAIR(p) both(p)
#define LANES 8
#define MANY_ROWS 4
#define MANY_BLOCKS 1
#define ONE_ROW_BLOCKS 4
#define FLOATS 8
#define FLOAT_ROWS 4
#define KERNELS chronograph_kernels_avx2
#define NAME "AVX2"
#include "kernels.h"
#pragma clang attribute pop
#endif
