/// Where the requests and answers of one connection stand, and so whose turn it is. Never reads a clock.
struct Exchange {
    /// What is waited for.
    enum Stage: Sendable, Equatable {
        /// The first byte of the first request.
        case fresh
        /// The rest of a request's head.
        case head
        /// The rest of a request.
        case body
        /// Our answer.
        case answering
        /// That the client takes the answer.
        case unread
        /// The next request, if there is one.
        case idle
        /// That the client closes: nothing more will be answered.
        case leaving
    }

    private var unanswered = 0
    private var isBeingAnswered = false
    private var hasBeginning = false
    private var isInBody = false
    private var isKept = false
    private var isWritable = true
    private var isShut = false

    /// What is waited for now.
    var stage: Stage {
        if isShut { return .leaving }
        if isInBody { return .body }
        if !isWritable { return .unread }
        if unanswered > 0 { return .answering }
        if hasBeginning { return .head }
        return isKept ? .idle : .fresh
    }

    /// Whether an answer now would be taken for that to the request which is waited for.
    var canRefuse: Bool {
        switch stage {
        case .head: true
        case .body: unanswered == 1 && !isBeingAnswered
        case .fresh, .answering, .unread, .idle, .leaving: false
        }
    }

    /// Bytes came, before anybody has read what they say.
    mutating func received() {
        if !isInBody { hasBeginning = true }
    }

    /// The head of a request was read.
    mutating func readHead() {
        hasBeginning = false
        isInBody = true
        unanswered += 1
    }

    /// A request was read to its end.
    mutating func readEnd() {
        isInBody = false
    }

    /// An answer begins.
    mutating func beganAnswer() {
        isBeingAnswered = true
    }

    /// An answer was written to its end. One to bytes that were no request has none that it answers.
    mutating func answered() {
        unanswered = max(unanswered - 1, 0)
        isBeingAnswered = false
        isKept = true
    }

    /// The client takes what is written to it, or does not.
    mutating func writes(_ isWritable: Bool) {
        self.isWritable = isWritable
    }

    /// Our half was closed.
    mutating func shut() {
        isShut = true
    }
}
