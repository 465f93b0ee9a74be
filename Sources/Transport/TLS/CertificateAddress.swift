import NIOCore

/// Addresses as certificates hold them: four or sixteen bytes (RFC 5280 §4.2.1.6).
enum CertificateAddress {
    /// With port 0; nil where the bytes are no address.
    static func address(_ bytes: [UInt8]) -> SocketAddress? {
        // Another number of bytes is no address, and that is all there is to know about it.
        try? SocketAddress(packedIPAddress: ByteBuffer(bytes: bytes), port: 0)
    }
}
