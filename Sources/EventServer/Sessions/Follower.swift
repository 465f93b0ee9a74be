import NIOCore
import Transport

/// A socket as its user's space sees it: something that follows runs.
protocol Follower: AnyObject {
    /// Unlike that of every other connection of the server.
    var number: UInt64 { get }
    /// The thread of requests that name none.
    var threadID: String { get }
    /// The id for a run whose request names none.
    func nextRunID() -> String
    /// Sends a run's events from `position` on.
    func follow(_ run: Run, from position: Int)
    func follows(_ run: Run) -> Bool
    /// A run that it follows has a new event.
    func wake()
    /// Sends the events that are there, and closes.
    func close(behindEventsWith code: CloseCode)
}

/// What a user's space may ask of the world outside.
protocol Neighbourhood: AnyObject {
    /// A space has lost its last socket or its last run.
    func tidy(_ space: UserSpace)
    /// Sends one user's event to some other user: the way that a planted leak takes, and the only one there is.
    func leak(_ payload: ByteBuffer, from space: UserSpace)
}
