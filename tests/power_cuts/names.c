/* The calls that change the names of files, wrapped like those of calls.c. */

#define _GNU_SOURCE
#include "recorder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int names_noted(enum operation operation, const char *name, const char *other, int result) {
  int reason = errno;
  if (result == 0 && !name != !other) give_up("a file crossed the folder's border");
  if (result == 0 && name) append(operation, 0, 0, name, other, strlen(other));
  return (int)unlocked(result, reason);
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags) {
  lock();
  const char *name = below(from_at, from), *other = below(to_at, to);
  if (name && flags & RENAME_EXCHANGE) give_up("an exchange of names is not modelled");
  int result = (int)syscall(SYS_renameat2, from_at, from, to_at, to, flags);
  return names_noted(RENAME, name, other, result);
}

int renameat(int from_at, const char *from, int to_at, const char *to) {
  return renameat2(from_at, from, to_at, to, 0);
}

int rename(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
  lock();
  const char *name = below(from_at, from), *other = below(to_at, to);
  int result = (int)syscall(SYS_linkat, from_at, from, to_at, to, flags);
  return names_noted(LINK, name, other, result);
}

int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int at, const char *path, int flags) {
  lock();
  const char *name = below(at, path);
  return names_noted(UNLINK, name, name ? "" : NULL, (int)syscall(SYS_unlinkat, at, path, flags));
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int at, const char *path, mode_t mode) {
  lock();
  int result = (int)syscall(SYS_mkdirat, at, path, mode);
  int reason = errno;
  const char *name = below(at, path);
  if (result == 0 && name) {
    int made = (int)syscall(SYS_openat, at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (made < 0) give_up("a folder was made that cannot be opened");
    append(FOLDER, know(made), 0, name, "", 0);
    close(made);
  }
  return (int)unlocked(result, reason);
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
