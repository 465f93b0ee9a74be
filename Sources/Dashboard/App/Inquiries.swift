import Synchronization

/// Asks the monitor what the state wants to know, each question once at a time, and nobody waits for the answer.
final class Inquiries: Sendable {
    private static let most = 64

    private let api: MonitorAPI
    private let deliver: @Sendable (News) -> Void
    private let open = Mutex<Set<Question>>([])
    private let questions: AsyncStream<Question>
    private let queue: AsyncStream<Question>.Continuation

    init(api: MonitorAPI, deliver: @escaping @Sendable (News) -> Void) {
        self.api = api
        self.deliver = deliver
        (questions, queue) = AsyncStream.makeStream(of: Question.self, bufferingPolicy: .bufferingOldest(Self.most))
    }

    func ask(_ question: Question) {
        guard open.withLock({ $0.count < Self.most && $0.insert(question).inserted }) else { return }
        queue.yield(question)
    }

    /// Runs until its task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await question in questions {
                group.addTask { [self] in
                    let news = await api.ask(question)
                    _ = open.withLock { $0.remove(question) }
                    deliver(news)
                }
            }
        }
    }
}
