import Results

/// One message to the agent, with the ids that it travels under.
struct Ask: Sendable, Equatable {
    /// The word by which the answer, and nobody else's, is known.
    let nonce: String
    let runID: String
    /// What is asked, the nonce in its place.
    let message: String
    /// The thread to ask in where the server names none.
    let threadID: String

    /// A message with ids that no other run uses; the run's begins with `prefix`, which is that of its user.
    init(message template: String, prefix: String = "quintet_", at time: WallTime) {
        let id = ULID(at: time)
        nonce = "q" + id.description.suffix(16).lowercased()
        runID = "\(prefix)\(id)"
        threadID = "thread_\(id)"
        message = Variables.fill(template, ["nonce": nonce, "run_id": runID])
    }
}
