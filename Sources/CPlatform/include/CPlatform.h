// What the platforms call differently, or do not show to Swift. Only the target `Pipeline` imports it.
#ifndef CHRONOGRAPH_CPLATFORM_H
#define CHRONOGRAPH_CPLATFORM_H

/// Exchanges two paths of one file system in one step. Returns 0, or -1 with `errno`.
int chronograph_exchange(const char *_Nonnull a, const char *_Nonnull b);

#endif
