// The least that a task can do: copies one file. Every program that `make bench` measures runs this same executable.
//
//   copy-stage IN OUT                            as the peers call it
//   copy-stage --input IN --output DIR ...       by the stage contract: the part, and an account of its one record
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char account[] = "{\"in\":1,\"used\":1,\"out\":1}\n";

static int fail(const char *path) {
    perror(path);
    return 1;
}

static int copy(const char *from, const char *to) {
    static char buffer[1 << 16];
    int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (in < 0) return fail(from);
    if (out < 0) return fail(to);
    ssize_t got;
    while ((got = read(in, buffer, sizeof buffer)) > 0)
        if (write(out, buffer, (size_t)got) != got) return fail(to);
    return got < 0 || close(out) != 0 ? fail(from) : 0;
}

int main(int count, char **words) {
    if (count == 2 && strcmp(words[1], "--describe") == 0) {
        puts("{\"name\":\"copy-stage\",\"version\":\"1\",\"contract\":1,\"one_to_one\":true}");
        return 0;
    }
    if (count == 1) return 0;  // the bare start of a process
    if (count == 3) return copy(words[1], words[2]);

    const char *input = NULL, *output = NULL;
    for (int i = 1; i + 1 < count; i++) {
        if (strcmp(words[i], "--input") == 0) input = words[i + 1];
        if (strcmp(words[i], "--output") == 0) output = words[i + 1];
    }
    if (input == NULL || output == NULL) return 64;
    char from[4096], to[4096];
    struct stat status;
    int isDirectory = stat(input, &status) == 0 && S_ISDIR(status.st_mode);
    snprintf(from, sizeof from, isDirectory ? "%s/part.jsonl.gz" : "%s", input);
    snprintf(to, sizeof to, "%s/part.jsonl.gz", output);
    if (copy(from, to) != 0) return 65;
    snprintf(to, sizeof to, "%s/_meta", output);
    if (mkdir(to, 0777) != 0) return fail(to);
    snprintf(to, sizeof to, "%s/_meta/stats.json", output);
    int file = open(to, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (file < 0 || write(file, account, sizeof account - 1) != (ssize_t)(sizeof account - 1)) return fail(to);
    return close(file) != 0 ? fail(to) : 0;
}
