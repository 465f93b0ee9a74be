import FoundationEssentials
import NIOCore

/// Reads the small JSON bodies of the endpoints.
enum WebBody {
    /// Bytes of a body; what is sent here is a few hundred.
    static let limit = 64 << 10

    /// The members of the object that `body` is; nil when it is none, or one has another type than it must.
    static func read<Members: Decodable>(_ body: ByteBuffer, as members: Members.Type) -> Members? {
        // Why it cannot be read is the sender's to find out: 422 says what was wanted.
        try? JSONDecoder().decode(members, from: Data(body.readableBytesView))
    }
}
