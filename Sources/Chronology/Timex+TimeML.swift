// TIMEX3 attributes of an expression, for the TimeML writer.

extension Timex {
  /// Name and value of the TIMEX3 attributes other than `tid`, in the order of the TimeML specification.
  ///
  /// - Parameter creation: the `tid` of the document creation time; expressions that count from it are anchored there.
  public func timemlAttributes(creation: String = "t0") -> [(name: String, value: String)] {
    var attributes = [("type", kind.rawValue), ("value", value)]
    if let mod { attributes.append(("mod", mod)) }
    attributes.append(("temporalFunction", relative == nil ? "false" : "true"))
    attributes.append(("functionInDocument", "NONE"))
    if relative != nil { attributes.append(("anchorTimeID", creation)) }
    return attributes.map { (name: $0.0, value: $0.1) }
  }
}
