public import NIOCore
public import Results

/// Looks for what belongs to others in the frames before the request, and learns from them who we are.
///
/// ```swift
/// var watch = ForeignWatch(context)
/// findings += watch.hear(reading, of: message, frame: 0, at: sinceStart)      // welcome, handshake, whatever comes
/// var verifier = SequenceVerifier(contract: contract, budgets: budgets, context: watch.context)
/// ```
public struct ForeignWatch: Sendable {
    /// What is known by now.
    public private(set) var context: RunContext

    /// A watch that knows `context`.
    public init(_ context: RunContext) { self.context = context }

    /// Takes a message that came before the request; gives the leaks that it proves.
    ///
    /// - Parameters:
    ///   - reading: what the message means.
    ///   - message: its bytes; nonces are looked for everywhere in them.
    ///   - frame: its number in the transcript.
    ///   - at: since the start of the run.
    public mutating func hear(
        _ reading: FrameReading,
        of message: ByteBuffer,
        frame: Int,
        at: Duration
    ) -> [Finding] {
        let owner = context.nonces.owner(in: message, except: context.label)
        let position = IdentityWatch.Position(frame: frame, at: at)
        guard !reading.events.isEmpty else {
            guard let owner else { return [] }
            return [
                .leak(IdentityWatch.Leak(clue: .init(field: "nonce", whose: owner), frame: frame, event: "", at: at))
            ]
        }
        var findings: [Finding] = []
        for event in reading.events {
            learn(from: event)
            var identity = IdentityWatch(context)
            findings += identity.judge(event, nonceOwner: owner, position).1.map(Finding.leak)
        }
        return findings
    }

    /// The server says who we are: user and connection in its welcome, run and thread in the handshake.
    private mutating func learn(from frame: EventFrame) {
        guard Self.introductions.contains(where: frame.isCalled) else { return }
        context.told.user = context.told.user ?? frame.userID
        context.told.connection = frame.connectionID ?? context.told.connection
        context.told.run = frame.runID ?? context.told.run
        context.told.thread = frame.threadID ?? context.told.thread
        context.told.trace = frame.traceID ?? context.told.trace
    }

    private static let introductions = [
        "connection_established", "factory_connection_established", "isolated_connection_established",
        "handshake_response", "handshake_complete",
    ]
}
