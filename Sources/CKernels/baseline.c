// The kernels that run on every processor: SSE2 on x86-64, NEON on arm64, else plain C.
#include "CKernels.h"

#if defined(__x86_64__)
#include <emmintrin.h>
#define VI __m128i
#define LOADW(p) _mm_loadu_si128((const __m128i *)(p))
#define ZERO _mm_setzero_si128()
#define MADD(sum, a, b) _mm_add_epi32(sum, _mm_madd_epi16(a, b))
#define STORE(p, v) _mm_storeu_si128((__m128i *)(p), v)
static inline __m128i both(const int16_t *p) {
  int32_t pair;
  __builtin_memcpy(&pair, p, 4);
  return _mm_set1_epi32(pair);
}
#define PAIR(p) both(p)
#elif defined(__aarch64__)
#include <arm_neon.h>
#define VI int32x4_t
#define ZERO vdupq_n_s32(0)
#define LOADW(p) vreinterpretq_s32_s16(vld1q_s16(p))
static inline int32x4_t both(const int16_t *p) {
  int32_t pair;
  __builtin_memcpy(&pair, p, 4);
  return vdupq_n_s32(pair);
}
#define PAIR(p) both(p)
static inline int32x4_t madd(int32x4_t sum, int32x4_t a, int32x4_t b) {
  int16x8_t x = vreinterpretq_s16_s32(a), w = vreinterpretq_s16_s32(b);
  int32x4_t low = vmull_s16(vget_low_s16(x), vget_low_s16(w));
  int32x4_t high = vmull_high_s16(x, w);
  return vaddq_s32(sum, vpaddq_s32(low, high));
}
#define MADD(sum, a, b) madd(sum, a, b)
#define STORE(p, v) vst1q_s32(p, v)
#else
typedef int32_t lanes __attribute__((vector_size(16)));
typedef int16_t halves __attribute__((vector_size(16)));
#define VI lanes
#define ZERO ((lanes){0})
static inline lanes load(const int16_t *p) {
  lanes v;
  __builtin_memcpy(&v, p, 16);
  return v;
}
static inline lanes both(const int16_t *p) {
  int32_t pair;
  __builtin_memcpy(&pair, p, 4);
  return (lanes){pair, pair, pair, pair};
}
static inline lanes madd(lanes sum, lanes a, lanes b) {
  halves x = (halves)a, w = (halves)b;
  for (int i = 0; i < 4; i++) sum[i] += x[2 * i] * w[2 * i] + x[2 * i + 1] * w[2 * i + 1];
  return sum;
}
#define LOADW(p) load(p)
#define PAIR(p) both(p)
#define MADD(sum, a, b) madd(sum, a, b)
static inline void store(int32_t *p, lanes v) { __builtin_memcpy(p, &v, 16); }
#define STORE(p, v) store(p, v)
#endif

#define LANES 4
#define MANY_ROWS 2
#define MANY_BLOCKS 1
#define ONE_ROW_BLOCKS 2
#define FLOATS 8
#define FLOAT_ROWS 4
#define KERNELS chronograph_kernels_baseline
#define NAME "baseline"
#include "kernels.h"
