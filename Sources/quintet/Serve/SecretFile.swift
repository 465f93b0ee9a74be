import ArgumentParser
import Configuration

/// Reads a secret from a file named on the command line, as `${file:…}` does it in a configuration.
enum SecretFile {
    /// The text of the file at `path`, without its last line end.
    static func read(_ path: String, atLeast shortest: Int) throws -> Secret {
        let secret: Secret
        do throws(ConfigurationError) {
            // Quoted, so that no name of a file can be read as anything but one.
            let quoted = path.replacing("'", with: "''")
            secret = try ConfigurationFile.load(text: "'${file:\(quoted)}'", named: path, folder: ".") { $0.secret() }
        } catch {
            throw ValidationError("\(path): \(error.problems.first?.message ?? "cannot be read")")
        }
        let size = secret.reveal().utf8.count
        guard size >= shortest else {
            throw ValidationError("\(path) holds \(size) bytes; want \(shortest) at least")
        }
        return secret
    }
}
