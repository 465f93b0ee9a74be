/// The id of an event: the user's epoch and a number that counts all the user's events.
///
/// The epoch is random, so an id from before a restart is recognised as one that means nothing here.
struct EventID: Equatable {
    let epoch: String
    let sequence: UInt64

    init(epoch: String, sequence: UInt64) {
        self.epoch = epoch
        self.sequence = sequence
    }

    init?(_ text: String) {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let sequence = UInt64(parts[1]) else { return nil }
        self.init(epoch: String(parts[0]), sequence: sequence)
    }
}

extension EventID: CustomStringConvertible {
    var description: String { "\(epoch)-\(sequence)" }
}
