/// Cuts a file of JSON into its values: one a line, or the entries of one list.
///
/// Fed with pieces of any size; holds no more than the value under way. It looks at brackets and
/// quotes only; whether a value is right is for its reader to say.
struct JSONPieces {
    /// A value and where it is.
    struct Piece {
        /// The line in a file of lines, the entry in a list; from 1.
        var number: Int
        /// The value's bytes.
        var bytes: [UInt8]
    }

    private enum Form {
        case unknown, lines, list
    }

    private var form = Form.unknown
    private var bytes: [UInt8] = []
    private var number = 1
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// The most bytes of one value.
    static let bytesMax = 64 << 20

    /// Whether a value has become longer than ``bytesMax``.
    var isTooLong: Bool { bytes.count > Self.bytesMax }

    /// Takes bytes of the file.
    ///
    /// - Parameters:
    ///   - chunk: The next bytes.
    ///   - onPiece: Takes each whole value.
    mutating func take(_ chunk: some Sequence<UInt8>, _ onPiece: (Piece) -> Void) {
        for byte in chunk {
            switch form {
            case .unknown: begin(byte)
            case .lines: takeLine(byte, onPiece)
            case .list: takeEntry(byte, onPiece)
            }
        }
    }

    /// Takes the end of the file.
    ///
    /// - Parameter onPiece: Takes a last value without a line feed, or one that is cut off.
    mutating func end(_ onPiece: (Piece) -> Void) {
        if bytes.contains(where: { !Self.isSpace($0) }) {
            onPiece(Piece(number: number, bytes: bytes))
        }
        bytes = []
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private mutating func begin(_ byte: UInt8) {
        // A byte order mark is passed over.
        if byte == 0xEF || byte == 0xBB || byte == 0xBF { return }
        if Self.isSpace(byte) {
            if byte == 0x0A { number += 1 }
            return
        }
        if byte == UInt8(ascii: "[") {
            form = .list
            number = 1
        } else {
            form = .lines
            bytes.append(byte)
        }
    }

    private mutating func takeLine(_ byte: UInt8, _ onPiece: (Piece) -> Void) {
        guard byte == 0x0A else {
            bytes.append(byte)
            return
        }
        if bytes.contains(where: { !Self.isSpace($0) }) {
            onPiece(Piece(number: number, bytes: bytes))
        }
        bytes.removeAll(keepingCapacity: true)
        number += 1
    }

    private mutating func takeEntry(_ byte: UInt8, _ onPiece: (Piece) -> Void) {
        if isInString {
            bytes.append(byte)
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return
        }
        if depth == 0, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") {
            finishEntry(onPiece)
            return
        }
        bytes.append(byte)
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
    }

    private mutating func finishEntry(_ onPiece: (Piece) -> Void) {
        if bytes.contains(where: { !Self.isSpace($0) }) {
            onPiece(Piece(number: number, bytes: bytes))
            number += 1
        }
        bytes.removeAll(keepingCapacity: true)
    }
}
