/* measure ROUNDS COMMAND…: runs the command with its output thrown away and prints, of the quickest round, wall seconds, processor
 * seconds, and the largest memory of any round in KiB. */
#include "base/base.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

int main(int argc, char **argv) {
    int rounds = argc > 2 ? atoi(argv[1]) : 0;
    if (rounds < 1) return fputs("usage: measure ROUNDS COMMAND…\n", stderr), 2;
    double wall = 1e9, cpu = 0;
    long memory = 0;
    for (int i = 0; i < rounds; i++) {
        struct timespec begun, ended;
        clock_gettime(CLOCK_MONOTONIC, &begun);
        pid_t child = fork();
        if (child == 0) {
            int out = open("/dev/null", O_WRONLY);
            dup2(out, STDOUT_FILENO);
            execvp(argv[2], argv + 2);
            _exit(127);
        }
        int status;
        struct rusage used;
        if (wait4(child, &status, 0, &used) != child || status != 0) return fprintf(stderr, "measure: %s ended badly\n", argv[2]), 1;
        clock_gettime(CLOCK_MONOTONIC, &ended);
        double took = (double)(ended.tv_sec - begun.tv_sec) + (double)(ended.tv_nsec - begun.tv_nsec) / 1e9;
        if (took < wall) wall = took, cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
        if (used.ru_maxrss > memory) memory = used.ru_maxrss;
    }
    printf("%.5f %.5f %ld\n", wall, cpu, memory);
    return 0;
}
