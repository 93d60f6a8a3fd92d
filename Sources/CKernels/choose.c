// Chooses the kernels for the processor.
#include "CKernels.h"

extern const chronograph_kernels_t chronograph_kernels_baseline;
#if defined(__x86_64__)
extern const chronograph_kernels_t chronograph_kernels_avx2, chronograph_kernels_avx512;
#endif

const chronograph_kernels_t *chronograph_kernels_at(int level) {
  if (level == 0) return &chronograph_kernels_baseline;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (level == 1 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &chronograph_kernels_avx2;
  if (level == 2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("fma"))
    return &chronograph_kernels_avx512;
#endif
  return 0;
}

const chronograph_kernels_t *chronograph_kernels(void) {
  const chronograph_kernels_t *best = chronograph_kernels_at(2);
  if (!best) best = chronograph_kernels_at(1);
  return best ? best : &chronograph_kernels_baseline;
}
