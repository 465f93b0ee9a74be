import NIOCore
import Transport

/// An open connection as a task sees it: what its conversation tells, and a way to tell it something.
struct Line: Sendable {
    let dialed: Dialed<Conversation>
    let outlets: Conversation.Outlets

    /// Runs `body` with the conversation, on its event loop.
    func tell(_ body: @escaping @Sendable (Conversation) -> Void) {
        dialed.eventLoop.execute { body(dialed.observer.value) }
    }

    /// Whether the handshake came to its end, as soon as that is known. To be asked once.
    func isReady() async -> Bool {
        await withTaskCancellationHandler {
            await outlets.ready.value()
        } onCancel: {
            tell { $0.cancel() }
        }
    }

    /// What the conversation came to, once it is over; when the task is cancelled, it soon is. To be asked once.
    func report() async -> ConversationReport {
        await withTaskCancellationHandler {
            await outlets.report.value()
        } onCancel: {
            tell { $0.cancel() }
        }
    }
}
