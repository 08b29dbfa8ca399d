/* The calls that change a file or make it durable, wrapped: done, then written down.

   Only what succeeded is written down, while one lock is held from before the call until after its
   record, so that the records stand in the order of the calls, over all threads. What a process
   shows on its stdout is recorded as well: that is what people saw before the power went.

   Other ways to change a file (sendfile, copy_file_range) are not wrapped: who reads the log builds
   the files from it and compares them with the real ones, which shows what was missed.
   sync_file_range is left out because it promises nothing: it does not empty the disk's cache. */

#define _GNU_SOURCE
#include "recorder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Opening */

static void note_opened(int file, int flags, int existed) {
  const char *name = name_of(file);
  if (!name) {
    forget(file);
    return;
  }
  uint64_t inode = know(file);
  if (!existed) append(CREATE, inode, 0, name, "", 0);
  else if (flags & O_TRUNC) append(TRUNCATE, inode, 0, "", "", 0);
}

static int open_noted(int at, const char *path, int flags, va_list rest) {
  struct stat before;
  mode_t mode = flags & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY)) ? va_arg(rest, mode_t) : 0;
  lock();
  int existed = fstatat(at, path, &before, 0) == 0;
  int result = (int)syscall(SYS_openat, at, path, flags, mode);
  int reason = errno;
  if (result >= 0 && is_recording()) note_opened(result, flags, existed);
  return (int)unlocked(result, reason);
}

#define OPEN(name, signature, at)                        \
  int name signature {                                   \
    va_list rest;                                        \
    va_start(rest, flags);                               \
    int result = open_noted(at, path, flags, rest);      \
    va_end(rest);                                        \
    return result;                                       \
  }

OPEN(open, (const char *path, int flags, ...), AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD)
OPEN(openat, (int at, const char *path, int flags, ...), at)
OPEN(openat64, (int at, const char *path, int flags, ...), at)

int creat(const char *path, mode_t mode) {
  return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int creat64(const char *path, mode_t mode) { return creat(path, mode); }

/* Writing */

static void note_written(int file, off_t offset, const struct iovec *parts, ssize_t written) {
  uint64_t inode = inode_of(file);
  if (!inode && file != STDOUT_FILENO) return;
  for (; written > 0; parts++) {
    size_t length = parts->iov_len < (size_t)written ? parts->iov_len : (size_t)written;
    append(inode ? WRITE : SHOW, inode, (uint64_t)offset, "", parts->iov_base, length);
    offset += (off_t)length;
    written -= (ssize_t)length;
  }
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  lock();
  ssize_t result = (ssize_t)syscall(SYS_writev, file, parts, count);
  int reason = errno;
  if (result > 0 && is_recording()) {
    off_t end = inode_of(file) ? lseek(file, 0, SEEK_CUR) : result;
    note_written(file, end - result, parts, result);
  }
  return unlocked(result, reason);
}

ssize_t write(int file, const void *data, size_t length) {
  struct iovec part = {(void *)data, length};
  return writev(file, &part, 1);
}

ssize_t pwritev2(int file, const struct iovec *parts, int count, off_t offset, int flags) {
  lock();
  if (flags & RWF_APPEND && inode_of(file)) give_up("RWF_APPEND is not modelled");
  ssize_t result = (ssize_t)syscall(SYS_pwritev2, file, parts, count, offset, 0, flags);
  int reason = errno;
  if (result > 0 && is_recording()) note_written(file, offset, parts, result);
  return unlocked(result, reason);
}

ssize_t pwritev64v2(int file, const struct iovec *parts, int count, off64_t offset, int flags) {
  return pwritev2(file, parts, count, offset, flags);
}

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) {
  return pwritev2(file, parts, count, offset, 0);
}

ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t offset) {
  return pwritev2(file, parts, count, offset, 0);
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
  struct iovec part = {(void *)data, length};
  return pwritev(file, &part, 1, offset);
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset) {
  return pwrite(file, data, length, offset);
}

/* Lengths */

static int length_noted(int file, enum operation operation, off_t length, int result) {
  int reason = errno;
  uint64_t inode = inode_of(file);
  if (result == 0 && inode) append(operation, inode, (uint64_t)length, "", "", 0);
  return (int)unlocked(result, reason);
}

int ftruncate(int file, off_t length) {
  lock();
  return length_noted(file, TRUNCATE, length, (int)syscall(SYS_ftruncate, file, length));
}

int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }

int truncate(const char *path, off_t length) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return -1;
  int result = ftruncate(file, length), reason = errno;
  close(file);
  errno = reason;
  return result;
}

int truncate64(const char *path, off64_t length) { return truncate(path, length); }

int fallocate(int file, int mode, off_t offset, off_t length) {
  lock();
  if (mode && inode_of(file)) give_up("fallocate with a mode is not modelled");
  int result = (int)syscall(SYS_fallocate, file, mode, offset, length);
  return length_noted(file, GROW, offset + length, result);
}

int fallocate64(int file, int mode, off64_t offset, off64_t length) {
  return fallocate(file, mode, offset, length);
}

int posix_fallocate(int file, off_t offset, off_t length) {
  return fallocate(file, 0, offset, length) ? errno : 0;
}

int posix_fallocate64(int file, off64_t offset, off64_t length) {
  return posix_fallocate(file, offset, length);
}

/* Durability */

static int sync_noted(int file, long call) {
  lock();
  int result = (int)syscall(call, file);
  int reason = errno;
  uint64_t inode = inode_of(file);
  if (result == 0 && inode) append(SYNC, inode, 0, "", "", 0);
  return (int)unlocked(result, reason);
}

int fsync(int file) { return sync_noted(file, SYS_fsync); }

int fdatasync(int file) { return sync_noted(file, SYS_fdatasync); }

void sync(void) {
  lock();
  syscall(SYS_sync);
  if (is_recording()) append(SYNC_ALL, 0, 0, "", "", 0);
  unlocked(0, errno);
}

int syncfs(int file) {
  (void)file;
  sync();
  return 0;
}
