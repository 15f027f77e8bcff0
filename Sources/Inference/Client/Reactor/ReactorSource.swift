#if os(Linux)
    /// Something that a reactor watches for the kernel's word that it is ready.
    ///
    /// Confined to the reactor's thread.
    protocol ReactorSource: AnyObject {
        /// The descriptor can be read or written, or has failed.
        ///
        /// - Parameters:
        ///   - isReadable: Whether there is something to read, an end or an error included.
        ///   - isWritable: Whether there is room to write, or an attempt to connect has ended.
        func ready(isReadable: Bool, isWritable: Bool)
    }
#endif
