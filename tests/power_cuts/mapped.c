/* Writable shared mappings of the folder's files, as SQLite has of the index of its WAL.

   What is stored into memory makes no call, so before each record the mappings are compared with
   what they held at the record before; sectors that changed are written down as writes. */

#define _GNU_SOURCE
#include "recorder.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SECTOR = 512, MOST = 256 };

static struct mapping {
  char *address, *before;
  size_t length;
  uint64_t inode, offset;
} mappings[MOST];

static size_t count;

static void note_changes(struct mapping *mapping) {
  if (!memcmp(mapping->address, mapping->before, mapping->length)) return;
  for (size_t at = 0; at < mapping->length; at += SECTOR) {
    size_t size = mapping->length - at < SECTOR ? mapping->length - at : SECTOR;
    if (!memcmp(mapping->address + at, mapping->before + at, size)) continue;
    memcpy(mapping->before + at, mapping->address + at, size);
    append(WRITE, mapping->inode, mapping->offset + at, "", mapping->before + at, size);
  }
}

void note_mapped(void) {
  static int busy;
  if (busy) return;
  busy = 1;
  for (size_t i = 0; i < count; i++) note_changes(&mappings[i]);
  busy = 0;
}

void *mmap(void *wish, size_t length, int protection, int flags, int file, off_t offset) {
  lock();
  void *result = (void *)syscall(SYS_mmap, wish, length, protection, flags, file, offset);
  int reason = errno, writes = flags & MAP_SHARED && protection & PROT_WRITE;
  uint64_t inode = result != MAP_FAILED && writes && file >= 0 ? inode_of(file) : 0;
  if (inode) {
    char *before = malloc(length);
    if (count == MOST || !before) give_up("too many mappings");
    memcpy(before, result, length);
    mappings[count++] = (struct mapping){result, before, length, inode, (uint64_t)offset};
  }
  unlocked(0, reason);
  return result;
}

void *mmap64(void *wish, size_t length, int protection, int flags, int file, off64_t offset) {
  return mmap(wish, length, protection, flags, file, offset);
}

int munmap(void *address, size_t length) {
  lock();
  for (size_t i = 0; i < count; i++)
    if (mappings[i].address == address) {
      note_changes(&mappings[i]);
      free(mappings[i].before);
      mappings[i--] = mappings[--count];
    }
  int result = (int)syscall(SYS_munmap, address, length);
  return (int)unlocked(result, errno);
}

/* A process that kills itself says before what it stored last. */
int kill(pid_t process, int number) {
  lock();
  if (process == getpid()) note_mapped();
  unlocked(0, errno);
  return (int)syscall(SYS_kill, process, number);
}
