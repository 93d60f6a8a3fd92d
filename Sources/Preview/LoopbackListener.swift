// A socket on 127.0.0.1 and a thread a connection. Nothing outside of this machine can reach it.

import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Takes connections until it is stopped.
final class LoopbackListener: Sendable {
  /// Why no port could be had.
  struct Failure: Error { var message: String }

  /// Connections that are served at once; more than that are closed.
  private static let most = 64
  /// Longest wait for a byte, in seconds.
  private static let patience = 15
  /// Longest wait for a whole request.
  private static let wholePatience = Duration.seconds(30)

  let port: UInt16
  private let descriptor: Int32
  private let isStopped = Mutex(false)
  private let open = Mutex(0)

  /// - Parameter port: 0 for any that is free.
  init(port wanted: UInt16) throws(Failure) {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    descriptor = socket(AF_INET, kind, 0)
    func failure(_ what: String) -> Failure { Failure(message: "\(what): \(String(cString: strerror(errno)))") }
    guard descriptor >= 0 else { throw failure("no socket") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var one: Int32 = 1
    if wanted != 0 {
      setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = wanted.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, address, &length) == 0
      }
    }
    guard isBound else {
      let failure = failure("127.0.0.1:\(wanted)")
      close(descriptor)
      throw failure
    }
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(descriptor) }

  /// Serves on threads of its own, and returns at once.
  func start(_ answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse) {
    Thread.detachNewThread { [self] in
      while !isStopped.withLock({ $0 }) {
        // Waits in pieces: a socket that is closed by another thread does not always end the wait.
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, 200) > 0 else { continue }
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else {
          // Without a free descriptor the next try would fail at once as well.
          usleep(20_000)
          continue
        }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        let isFree = open.withLock { count in
          guard count < Self.most else { return false }
          count += 1
          return true
        }
        guard isFree else {
          close(connection)
          continue
        }
        Thread.detachNewThread { [self] in
          Self.serve(connection, answer)
          close(connection)
          open.withLock { $0 -= 1 }
        }
      }
    }
  }

  func stop() { isStopped.withLock { $0 = true } }

  /// One request and its answer.
  private static func serve(_ connection: Int32, _ answer: (HTTPRequest) -> HTTPResponse) {
    var limit = timeval(tv_sec: .init(patience), tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(connection, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
    #if canImport(Darwin)
      // A browser that has gone away is no reason to end; elsewhere each call of send says so.
      var one: Int32 = 1
      setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &one, socklen_t(MemoryLayout<Int32>.size))
    #endif
    do throws(HTTPRequest.Fault) {
      guard let request = try read(connection) else { return }
      send(answer(request).bytes(withBody: request.method != .head), connection)
    } catch {
      send(HTTPResponse.text(error.status, error.message).bytes(withBody: true), connection)
    }
  }

  /// The request; nil when the other side went away without one.
  private static func read(_ connection: Int32) throws(HTTPRequest.Fault) -> HTTPRequest? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    let end = ContinuousClock.now + wholePatience
    func more() throws(HTTPRequest.Fault) -> Bool {
      guard ContinuousClock.now < end else {
        throw HTTPRequest.Fault(status: 408, message: "the request took too long")
      }
      var count = 0
      repeat { count = recv(connection, &chunk, chunk.count, 0) } while count < 0 && errno == EINTR
      if count < 0 { throw HTTPRequest.Fault(status: 408, message: "the request took too long") }
      bytes += chunk[..<count]
      return count > 0
    }
    var head = 0
    while head == 0 {
      guard try more() else {
        if bytes.isEmpty { return nil }
        throw HTTPRequest.Fault(status: 400, message: "the request is not whole")
      }
      head = HTTPRequest.headLength(bytes) ?? 0
      guard head <= HTTPRequest.headLimit, head > 0 || bytes.count <= HTTPRequest.headLimit else {
        throw HTTPRequest.Fault(status: 431, message: "too long a head")
      }
    }
    var request = try HTTPRequest(head: bytes[..<head])
    let length = try request.bodyLength()
    while bytes.count < head + length {
      guard try more() else { throw HTTPRequest.Fault(status: 400, message: "the form is not whole") }
    }
    request.body = Array(bytes[head..<(head + length)])
    return request
  }

  private static func send(_ bytes: [UInt8], _ connection: Int32) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Darwin)
          return Darwin.send(connection, base + sent, bytes.count - sent, 0)
        #elseif canImport(Musl)
          return Musl.send(connection, base + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
        #else
          return Glibc.send(connection, base + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      sent += count
    }
    shutdown(connection, Int32(SHUT_WR))
    drain(connection)
  }

  /// Reads what the other side still sends, a little of it: bytes that wait unread when a connection is closed make the
  /// system take back the answer.
  private static func drain(_ connection: Int32) {
    var limit = timeval(tv_sec: 1, tv_usec: 0)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    for _ in 0..<64 where recv(connection, &chunk, chunk.count, 0) <= 0 { return }
  }
}
