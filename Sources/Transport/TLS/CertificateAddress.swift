import NIOCore

/// Addresses as certificates hold them: four or sixteen bytes (RFC 5280 §4.2.1.6).
enum CertificateAddress {
    static func text(_ bytes: [UInt8]) -> String? {
        // Another number of bytes is no address, and is shown as none.
        (try? SocketAddress(packedIPAddress: ByteBuffer(bytes: bytes), port: 0))?.ipAddress
    }
}
