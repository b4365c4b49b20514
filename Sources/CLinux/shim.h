// Calls of Linux that the Glibc module does not show.
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *memmem(const void *, size_t, const void *, size_t);
extern int accept4(int, struct sockaddr *, socklen_t *, int);
extern int pipe2(int[2], int);
extern int syncfs(int);
extern int sync_file_range(int, off_t, off_t, unsigned int);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);

// Swaps two names in one step (RENAME_EXCHANGE). Linux 3.15; not every file system can.
static inline int serap_exchange(const char *one, const char *other) {
    return (int)syscall(SYS_renameat2, -100, one, -100, other, 2);
}

// A descriptor that becomes readable when the process ends; close-on-exec. Linux 5.3.
static inline int serap_pidfd_open(pid_t pid) { return (int)syscall(434, pid, 0); }
