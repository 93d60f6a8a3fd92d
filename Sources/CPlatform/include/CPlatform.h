// What the platforms call differently, or do not show to Swift. Only the target `Pipeline` imports it.
#ifndef CHRONOGRAPH_CPLATFORM_H
#define CHRONOGRAPH_CPLATFORM_H

/// Exchanges two paths of one file system in one step. Returns 0, or -1 with `errno`.
int chronograph_exchange(const char *_Nonnull a, const char *_Nonnull b);

/// Writes to disk all that was written to the file system of an open folder. Returns 0, or -1 where the platform
/// cannot do that for a file system as a whole.
int chronograph_sync_volume(int descriptor);

#endif
