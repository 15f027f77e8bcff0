import Foundation

/// Functions of the system's mathematics library, named apart from the module under test.
enum LibraryMath {
    static func log(_ x: Double) -> Double { Foundation.log(x) }
    static func exp(_ x: Double) -> Double { Foundation.exp(x) }
}
