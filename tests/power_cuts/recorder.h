/* The log of a power cut recording: what recorder.c offers to the wrapped calls.

   A record is a header of 32 bytes (struct record, little-endian), a path relative to the recorded
   folder, and data. */

#ifndef RECORDER_H
#define RECORDER_H

#include <stddef.h>
#include <stdint.h>

enum operation {
  CREATE = 1, /* path, inode */
  FOLDER,     /* path, inode: a folder was made, or is the recorded one (an empty path) */
  WRITE,      /* inode, offset, data */
  TRUNCATE,   /* inode, offset: the new length */
  GROW,       /* inode, offset: the length it has at least */
  SYNC,       /* inode of a file or a folder */
  SYNC_ALL,
  RENAME,     /* path, data: the new path */
  LINK,       /* path, data: the new path */
  UNLINK,     /* path of a file or of an empty folder */
  SHOW        /* data that went to stdout */
};

struct record {
  uint32_t operation, path_length, data_length, unused;
  uint64_t inode, offset;
};

/* Nothing of this stands in the way of the same names in the recorded program. */
#pragma GCC visibility push(hidden)

/* Every wrapped call holds the lock until its record is written. Return a call's result as it was,
   with its errno. */
void lock(void);
long unlocked(long result, int reason);

/* Whether this process is recorded. */
int is_recording(void);

/* Append one record; the process ends where that cannot be done. */
void append(enum operation operation, uint64_t inode, uint64_t offset, const char *path,
            const void *data, size_t length);

/* Write down what changed in the folder's mapped files; append does so by itself. */
void note_mapped(void);

/* Say on stderr what cannot be recorded, and end the process. */
void give_up(const char *why);

/* Return the path relative to the folder (static, two stay valid), or NULL for one outside. */
const char *below(int at, const char *path);

/* Return the same for an open file. */
const char *name_of(int file);

/* Return the inode behind a descriptor where it is one of the folder's, else 0. */
uint64_t inode_of(int file);

/* Take an open file for one of the folder's (and return its inode), or for none of them. */
uint64_t know(int file);
void forget(int file);

#pragma GCC visibility pop

#endif
