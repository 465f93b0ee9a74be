/// One run that a connection follows, and how far it has got.
struct Feed {
    let run: Run
    /// The position of the next event to send.
    var position: Int

    /// The next event, if it is there.
    var next: EventLog.Entry? { run.log[position] }

    /// Whether events were dropped before they could be sent.
    var isBehind: Bool { position < run.log.start }

    /// Whether nothing is left to send and nothing will come.
    var isDone: Bool { run.isEnded && position >= run.log.end }
}
