import SwiftASN1
import X509

/// The server's certificate must be meant for servers, where it says what it is meant for (RFC 5280 §4.2.1.12).
struct ServerUsagePolicy: VerifierPolicy {
    /// Certificate policies are looked at by nobody here and exclude nothing by themselves (§4.2.1.4), though some
    /// authorities mark them as critical.
    let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [
        .X509ExtensionID.extendedKeyUsage,
        [2, 5, 29, 32],
    ]

    func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) -> PolicyEvaluationResult {
        let usage: ExtendedKeyUsage?
        do {
            usage = try chain.leaf.extensions.extendedKeyUsage
        } catch {
            return .failsToMeetPolicy(reason: "its extended key usage can't be read")
        }
        guard let usage, !usage.contains(.serverAuth), !usage.contains(.any) else { return .meetsPolicy }
        return .failsToMeetPolicy(reason: "it is not meant for servers")
    }
}
