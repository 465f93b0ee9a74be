import ArgumentParser
import Configuration

/// Reads a secret from a file named on the command line.
enum SecretFile {
    /// The text of the file at `path`, without its last line end.
    static func read(_ path: String, atLeast shortest: Int) throws -> Secret {
        let secret: Secret
        do throws(Secret.FileError) {
            secret = try Secret(contentsOf: path)
        } catch {
            throw ValidationError("\(path) \(error)")
        }
        let size = secret.reveal().utf8.count
        guard size >= shortest else {
            throw ValidationError("\(path) holds \(size) bytes; want \(shortest) at least")
        }
        return secret
    }
}
