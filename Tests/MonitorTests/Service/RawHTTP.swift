import Transport

/// One HTTP exchange over a real socket, as text.
enum RawHTTP {
    /// What comes back until the server closes, when `request` (lines without their ends) is sent to `address`.
    static func exchange(_ request: String..., with address: ListenAddress) async throws -> String {
        let connection = try await RawConnection(address)
        try await connection.send((request + ["Connection: close", "", ""]).joined(separator: "\r\n"))
        return await connection.rest()
    }
}
