package import Exposition

/// A body on which the module does not keep a promise.
package struct FuzzFailure: Error, CustomStringConvertible {
    /// The promise.
    package let promise: String
    package let format: ExpositionFormat
    package let body: [UInt8]

    package var description: String {
        "\(promise)\nformat: \(format)\nbody: \(String(decoding: body, as: UTF8.self).debugDescription)"
            + "\nbytes: \(body)"
    }
}
