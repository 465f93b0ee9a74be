import Results

/// The JSON of what a client says besides its requests.
enum ControlText {
    static func acknowledgement(threadID: String, at time: WallTime) -> String {
        let frame: JSONValue = [
            "type": "handshake_acknowledged", "thread_id": .string(threadID), "timestamp": .string(time.description),
        ]
        return frame.text()
    }

    static func handshakeRequest(at time: WallTime) -> String {
        let frame: JSONValue = [
            "type": "handshake_request", "client_type": "quintet", "client_version": .string(Product.version),
            "timestamp": .string(time.description),
        ]
        return frame.text()
    }
}
