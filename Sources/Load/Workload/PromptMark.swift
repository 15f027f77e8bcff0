import Estimates

/// The word that begins a generated prompt and no other prompt of the same run.
enum PromptMark {
    /// No vowels, so that no mark is a word, and no characters that look alike.
    private static let alphabet = Array("BCDFGHJKLMNPQRSTVWXZ23456789")
    /// 28^7 is more than 2^32.
    private static let length = 7

    /// The mark of one prompt.
    ///
    /// - Parameters:
    ///   - seed: The run's seed: runs with different seeds have different marks, so that what an
    ///     earlier run left in a prefix cache does not help this one.
    ///   - index: The request's number; numbers that differ in their low 32 bits have different
    ///     marks under the same seed.
    /// - Returns: Seven characters.
    static func text(seed: UInt64, index: Int) -> String {
        var keys = SplitMix64(seed: seed)
        let (before, after) = (keys.next(), keys.next())
        let low = UInt32(truncatingIfNeeded: index)
        var rest =
            scrambled(low ^ UInt32(truncatingIfNeeded: before))
            ^ UInt32(truncatingIfNeeded: after)
        var mark = ""
        for _ in 0..<length {
            mark.append(alphabet[Int(rest % UInt32(alphabet.count))])
            rest /= UInt32(alphabet.count)
        }
        return mark
    }

    /// A one-to-one scrambling of 32 bits: the finaliser of MurmurHash3.
    ///
    /// - SeeAlso: <https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp>, `fmix32`.
    private static func scrambled(_ value: UInt32) -> UInt32 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 16)) &* 0x85EB_CA6B
        mixed = (mixed ^ (mixed >> 13)) &* 0xC2B2_AE35
        return mixed ^ (mixed >> 16)
    }
}
