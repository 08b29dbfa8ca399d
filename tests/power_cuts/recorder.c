/* The recorder: which files are the folder's, and the log that all calls are written to.

   For LD_PRELOAD, with calls.c, names.c and mapped.c. POWER_CUT_FOLDER names the folder (an
   absolute path without symbolic links), POWER_CUT_LOG the file that records are appended to, by
   one process after the other. Without them nothing is recorded. */

#define _GNU_SOURCE
#include "recorder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static size_t folder_length;
static dev_t device;
static int log_file = -1;

/* The inodes of the folder's files: a kiosk that prints for some hours has hundreds. */
static uint64_t known[16384];
static size_t known_count;

void give_up(const char *why) {
  dprintf(STDERR_FILENO, "power cut recorder: %s\n", why);
  abort();
}

void lock(void) { pthread_mutex_lock(&turn); }

long unlocked(long result, int reason) {
  pthread_mutex_unlock(&turn);
  errno = reason;
  return result;
}

int is_recording(void) { return log_file >= 0; }

__attribute__((constructor)) static void begin(void) {
  const char *log = getenv("POWER_CUT_LOG"), *wanted = getenv("POWER_CUT_FOLDER");
  int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC;
  if (!log || !wanted) return;
  struct stat found;
  if (strlen(wanted) >= sizeof folder || stat(wanted, &found)) give_up("no folder to record");
  strcpy(folder, wanted);
  folder_length = strlen(folder);
  device = found.st_dev;
  known[known_count++] = found.st_ino;
  log_file = (int)syscall(SYS_openat, AT_FDCWD, log, flags, 0600);
  if (log_file < 0) give_up("the log cannot be opened");
  append(FOLDER, found.st_ino, 0, "", "", 0);
}

void append(enum operation operation, uint64_t inode, uint64_t offset, const char *path,
            const void *data, size_t length) {
  note_mapped();
  struct record head = {operation, (uint32_t)strlen(path), (uint32_t)length, 0, inode, offset};
  struct iovec parts[] = {
      {&head, sizeof head}, {(void *)path, head.path_length}, {(void *)data, length}};
  ssize_t whole = (ssize_t)(sizeof head + head.path_length + length);
  if (syscall(SYS_writev, log_file, parts, 3) != whole) give_up("the log cannot be written");
}

static char *buffer(void) {
  static char buffers[2][PATH_MAX];
  static int which;
  return buffers[which ^= 1];
}

static const char *relative(const char *whole) {
  if (strncmp(whole, folder, folder_length)) return NULL;
  if (whole[folder_length] == '\0') return whole + folder_length;
  return whole[folder_length] == '/' ? whole + folder_length + 1 : NULL;
}

/* Read where a link of /proc points to, into a buffer; return its length or -1. */
static ssize_t follow(int file, char *whole) {
  char link[64];
  snprintf(link, sizeof link, file == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, whole, PATH_MAX - 1);
  if (length >= 0) whole[length] = '\0';
  return length;
}

const char *below(int at, const char *path) {
  if (!is_recording()) return NULL;
  char *whole = buffer();
  ssize_t length = 0;
  if (path[0] != '/') {
    length = follow(at, whole);
    if (length < 0 || length > PATH_MAX - 2) return NULL;
    whole[length++] = '/';
  }
  if ((size_t)length + strlen(path) >= PATH_MAX) return NULL;
  strcpy(whole + length, path);
  return relative(whole);
}

const char *name_of(int file) {
  char *whole = buffer();
  return is_recording() && follow(file, whole) >= 0 ? relative(whole) : NULL;
}

static size_t place_of(uint64_t inode) {
  size_t place = 0;
  while (place < known_count && known[place] != inode) place++;
  return place;
}

uint64_t inode_of(int file) {
  struct stat found;
  if (!is_recording() || fstat(file, &found) || found.st_dev != device) return 0;
  return place_of(found.st_ino) < known_count ? found.st_ino : 0;
}

uint64_t know(int file) {
  struct stat found;
  if (fstat(file, &found) || found.st_dev != device) give_up("the folder has two disks");
  size_t place = place_of(found.st_ino);
  if (place == sizeof known / sizeof *known) give_up("too many files");
  if (place == known_count) known[known_count++] = found.st_ino;
  return found.st_ino;
}

/* An inode that became free may come back outside the folder. */
void forget(int file) {
  uint64_t inode = inode_of(file);
  if (inode) known[place_of(inode)] = known[--known_count];
}
