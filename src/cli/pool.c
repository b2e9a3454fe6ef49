/* A ring of jobs: the calling thread fills it, workers read, one thread hands on in order.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/pool.h"
#include "cli/cli.h"
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

static const size_t KEEP = (size_t)1 << 20;     /* larger buffers are given back after their item */

static const size_t HELD_A_THREAD = (size_t)16 << 20;     /* bytes of items on their way, beyond one item */
enum { JOBS_A_THREAD = 64 };

/* filled, taken and drained count jobs from the start; job number n stands in ring[n % size]. `held` are the bytes of those between. */
struct pool {
    const struct pool_calls *calls;
    const ghotona_pack *pack;
    struct job *ring;
    size_t size, filled, taken, drained, held, held_max;
    bool closed, failed;
    pthread_mutex_t lock;
    pthread_cond_t room, work, done;
};

static struct job *job_of(struct pool *p, size_t number) { return &p->ring[number % p->size]; }

/* ---- workers ---------------------------------------------------------------------------------------------------------------- */

static struct job *take_job(struct pool *p) {
    pthread_mutex_lock(&p->lock);
    while (p->taken == p->filled && !p->closed) pthread_cond_wait(&p->work, &p->lock);
    struct job *job = p->taken < p->filled ? job_of(p, p->taken++) : NULL;
    pthread_mutex_unlock(&p->lock);
    return job;
}

static void finish_job(struct pool *p, struct job *job) {
    pthread_mutex_lock(&p->lock);
    job->done = true;
    if (job == job_of(p, p->drained)) pthread_cond_signal(&p->done);
    pthread_mutex_unlock(&p->lock);
}

static void *run_worker(void *arg) {
    struct pool *p = arg;
    ghotona_reader *reader = NULL;
    for (struct job *job; (job = take_job(p)); finish_job(p, job)) {
        if (!reader && !(reader = ghotona_reader_new(p->pack))) must_alloc(SIZE_MAX);     /* ends the process: no memory */
        p->calls->work(p->calls->user, reader, job);
    }
    ghotona_reader_free(reader);
    return NULL;
}

/* ---- the thread that hands on ----------------------------------------------------------------------------------------------- */

static bool next_done(struct pool *p) { return p->drained < p->filled && job_of(p, p->drained)->done; }

/* Waits for the next job in order; NULL when there will be none. Called and returns with the lock held. */
static struct job *wait_done(struct pool *p) {
    if (!next_done(p) && !p->failed) {
        pthread_mutex_unlock(&p->lock);
        bool ok = p->calls->idle(p->calls->user);
        pthread_mutex_lock(&p->lock);
        p->failed |= !ok;
    }
    while (!next_done(p) && !(p->closed && p->drained == p->filled)) pthread_cond_wait(&p->done, &p->lock);
    return next_done(p) ? job_of(p, p->drained) : NULL;
}

static void release_large(struct buf *b) {
    if (b->cap > KEEP) buf_free(b);
    b->len = 0;
}

static void *run_drain(void *arg) {
    struct pool *p = arg;
    pthread_mutex_lock(&p->lock);
    for (struct job *job; (job = wait_done(p));) {
        bool failed = p->failed;
        pthread_mutex_unlock(&p->lock);
        if (!failed) failed = !p->calls->drain(p->calls->user, job);
        release_large(&job->out);
        pthread_mutex_lock(&p->lock);
        p->held -= job->held;
        p->failed |= failed;
        job->done = false;
        p->drained++;
        pthread_cond_signal(&p->room);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* ---- the thread that fills -------------------------------------------------------------------------------------------------- */

/* A free job, or NULL when nothing more can be handed on. */
static struct job *wait_room(struct pool *p) {
    pthread_mutex_lock(&p->lock);
    while (p->filled > p->drained && (p->filled - p->drained == p->size || p->held > p->held_max) && !p->failed) pthread_cond_wait(&p->room, &p->lock);
    struct job *job = p->failed ? NULL : job_of(p, p->filled);
    pthread_mutex_unlock(&p->lock);
    return job;
}

static void fill_ring(struct pool *p) {
    for (struct job *job; (job = wait_room(p)) && p->calls->fill(p->calls->user, job);) {
        pthread_mutex_lock(&p->lock);
        p->held += job->held = item_size(&job->item);
        p->filled++;
        pthread_cond_signal(&p->work);
        pthread_mutex_unlock(&p->lock);
    }
}

static void close_ring(struct pool *p, bool failed) {
    pthread_mutex_lock(&p->lock);
    p->closed = true;
    p->failed |= failed;
    pthread_cond_broadcast(&p->work);
    pthread_cond_broadcast(&p->done);
    pthread_mutex_unlock(&p->lock);
}

static void free_ring(struct pool *p) {
    for (size_t i = 0; i < p->size; i++) {
        item_free(&p->ring[i].item);
        buf_free(&p->ring[i].out);
    }
    free(p->ring);
}

/* As many threads as could be started, one of them handing on. */
static size_t start_threads(struct pool *p, pthread_t *threads, size_t n) {
    size_t started = 0;
    while (started < n && pthread_create(&threads[started], NULL, started == 0 ? run_drain : run_worker, p) == 0) started++;
    return started;
}

bool pool_run(const struct pool_calls *calls, const ghotona_pack *language, size_t threads) {
    struct pool p = {.calls = calls, .pack = language, .size = threads * JOBS_A_THREAD, .held_max = threads * HELD_A_THREAD, .lock = PTHREAD_MUTEX_INITIALIZER,
                     .room = PTHREAD_COND_INITIALIZER, .work = PTHREAD_COND_INITIALIZER, .done = PTHREAD_COND_INITIALIZER};
    pthread_t *running = must_alloc((threads + 1) * sizeof *running);
    p.ring = must_alloc(p.size * sizeof *p.ring);
    memset(p.ring, 0, p.size * sizeof *p.ring);
    size_t started = start_threads(&p, running, threads + 1);
    if (started < 2) talk("ghotona: no thread could be started; close other programs and try again");
    else fill_ring(&p);
    close_ring(&p, started < 2);
    for (size_t i = 0; i < started; i++) pthread_join(running[i], NULL);
    free_ring(&p);
    free(running);
    return !p.failed;
}

size_t processors(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) return (size_t)CPU_COUNT(&set);
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (size_t)n : 1;
}
