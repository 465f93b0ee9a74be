/// Carries out the runs of all users, each in a task of its own; ``serve()`` ends when they have.
struct RunPool: Sendable {
    private let jobs: AsyncStream<RunJob>
    private let feed: AsyncStream<RunJob>.Continuation

    init() {
        // Bounded by the number of runs that users may have, which is checked before a job is made.
        (jobs, feed) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    }

    func start(_ job: RunJob) { feed.yield(job) }

    /// No more jobs; ``serve()`` returns when those under way are done.
    func finish() { feed.finish() }

    /// Carries out jobs until ``finish()``. When it is cancelled, so is every run.
    func serve() async {
        await withDiscardingTaskGroup { group in
            for await job in jobs {
                group.addTask { await job.perform() }
            }
        }
    }
}
