import FoundationEssentials

/// The frames of a run, of a `quintet.transcript/1`: a head, then a line a frame. Lines that can't be read are left out.
struct TranscriptLines: Equatable, Sendable {
    struct Frame: Equatable, Sendable {
        /// Seconds from the start of the run.
        var offset: Double
        var isSent: Bool
        var opcode: String
        var size: Int
        var payload: String
    }

    private struct Line: Decodable {
        var offset: Double?
        var direction: String?
        var opcode: String?
        var size: Int?
        var payload: String?
        var truncated: Bool?
    }

    var frames: [Frame]
    var isTruncated: Bool

    init(frames: [Frame] = [], isTruncated: Bool = false) {
        self.frames = frames
        self.isTruncated = isTruncated
    }

    /// Reads the lines of `text`, or the one object with `frames` that some versions send.
    init(json text: [UInt8]) {
        self.init()
        let decoder = JSONDecoder()
        for line in text.split(separator: UInt8(ascii: "\n")) {
            guard let line = try? decoder.decode(Line.self, from: Data(line)) else { continue }
            if line.truncated == true { isTruncated = true }
            guard let offset = line.offset, offset.isFinite, let opcode = line.opcode else { continue }
            let frame = Frame(
                offset: offset,
                isSent: line.direction == "sent",
                opcode: opcode,
                size: line.size ?? 0,
                payload: line.payload ?? ""
            )
            frames.append(frame)
        }
    }
}
