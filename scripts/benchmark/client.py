"""A small HTTP client that keeps connections open and measures: one thread, standard library, a process of its own.

Reads a job as JSON from standard input and answers with JSON:
  {"do": "alternate", "targets": [target, …], "rounds": n}         each target in turn, one request at a time
  {"do": "load", "targets": [target, …], "connections": n, "seconds": s}   all at once, each connection in turn
  {"do": "fetch", "targets": [target, …]}                           once each, with headers and body
A target is {"port", "path", "cookie", "headers": {…}}. Answers hold milliseconds, statuses and the client's own cost.
"""

import base64
import json
import selectors
import socket
import sys
import time

HOST = "127.0.0.1"
TIMEOUT = 30
FEWEST_ROUNDS = 10
GREETING = {
    # what nginx says to the portal, and what a phone's browser says
    "Host": "portal.example.org",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "203.0.113.7",
    "User-Agent": "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
    "Accept": "text/html,*/*",
    "Accept-Encoding": "gzip, br",
    "Accept-Language": "kk",
    "Connection": "keep-alive",
}


class Line:
    """One kept-alive connection; it is opened again when the server has closed it."""

    def __init__(self, port):
        self.port, self.socket, self.buffer = port, None, b""

    def open(self):
        self.close()
        self.socket = socket.create_connection((HOST, self.port), timeout=TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self):
        if self.socket is not None:
            self.socket.close()
            self.socket = None

    def send(self, request):
        self.buffer, self.began = b"", time.perf_counter()
        if self.socket is None:
            self.open()
        self.socket.sendall(request)

    def receive(self):
        """(head, body) when the answer is whole, None while more is to come; ConnectionError when the line is cut."""
        piece = self.socket.recv(262144)
        if not piece:
            raise ConnectionResetError
        self.buffer += piece
        head, blank, body = self.buffer.partition(b"\r\n\r\n")
        if not blank:
            return None
        length = length_of(head)
        if length is None:
            return (head, body) if body.endswith(b"0\r\n\r\n") else None
        return (head, body) if len(body) >= length else None

    def ask(self, request):
        """The whole answer, once more on a new connection when the old one was closed meanwhile."""
        for tried in (False, True):
            try:
                self.send(request)
                while (answer := self.receive()) is None:
                    pass
                self.took = (time.perf_counter() - self.began) * 1000
                if is_last(answer[0]):
                    self.close()
                return answer
            except ConnectionError:
                self.close()
                if tried:
                    raise
        return None


def is_last(head):
    """Whether the server closes the line after this answer."""
    return b"connection: close" in head.lower()


def length_of(head):
    """Bytes of the body, or None for one that comes in chunks."""
    status = head[9:12]
    if status in (b"204", b"304"):
        return 0
    for line in head.split(b"\r\n")[1:]:
        name, _colon, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return None


def request_for(target):
    headers = {**GREETING, **target.get("headers", {})}
    if target.get("cookie"):
        headers["Cookie"] = target["cookie"]
    lines = [f"GET {target['path']} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def header_of(head, name):
    for line in head.decode("latin-1").split("\r\n")[1:]:
        key, _colon, value = line.partition(":")
        if key.lower() == name.lower():
            return value.strip()
    return ""


class Notes:
    """What is remembered of the answers from one target."""

    def __init__(self):
        self.ms, self.statuses, self.queries = [], {}, 0

    def add(self, ms, head):
        status = head[9:12].decode()
        self.ms.append(round(ms, 3))
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.queries = max(self.queries, int(header_of(head, "X-Queries") or 0))


def alternate(targets, rounds, seconds=60):
    """As many rounds as asked for; on a busy machine fewer, but never under ten."""
    until = time.perf_counter() + seconds
    lines = {target["port"]: Line(target["port"]) for target in targets}
    requests, notes = [request_for(target) for target in targets], [Notes() for _ in targets]
    for number in range(rounds):
        if number >= FEWEST_ROUNDS and time.perf_counter() > until:
            break
        for target, request, note in zip(targets, requests, notes, strict=True):
            line = lines[target["port"]]
            head, _body = line.ask(request)
            note.add(line.took, head)
    return {"targets": [vars(note) for note in notes]}


def load(targets, connections, seconds):
    """Each connection asks for the next target as soon as it has its answer."""
    crowd = Crowd(targets, connections)
    until = crowd.began + seconds
    while crowd.waiting:
        ready = crowd.selector.select(TIMEOUT)
        if not ready:
            crowd.cut += len(crowd.waiting)
            break
        for key, _events in ready:
            crowd.read(key.data, ask_again=time.perf_counter() < until)
    crowd.close()
    seconds = time.perf_counter() - crowd.began
    return {"targets": [vars(note) for note in crowd.notes], "seconds": seconds, "cut": crowd.cut}


class Crowd:
    """Many connections, watched together. `cut` counts answers that never came, each asked for once more."""

    def __init__(self, targets, connections):
        self.requests, self.notes = [request_for(target) for target in targets], [Notes() for _ in targets]
        self.selector, self.cut, self.turn = selectors.DefaultSelector(), 0, 0
        self.began = time.perf_counter()
        self.lines = [Line(targets[0]["port"]) for _ in range(connections)]
        self.waiting = set(self.lines)
        for line in self.lines:
            self.ask_next(line)

    def ask_next(self, line):
        line.which = self.turn % len(self.requests)
        self.turn += 1
        try:
            self.send(line)
        except OSError:  # closed by the server while it was idle
            self.drop(line)
            self.send(line)

    def send(self, line):
        is_new = line.socket is None
        line.send(self.requests[line.which])
        if is_new:
            self.selector.register(line.socket, selectors.EVENT_READ, line)

    def drop(self, line):
        if line.socket is not None:
            self.selector.unregister(line.socket)
            line.close()

    def read(self, line, ask_again):
        try:
            answer = line.receive()
        except OSError:  # a worker that has answered its share is replaced, and its lines are cut
            self.cut += 1
            self.drop(line)
            self.send(line)
            return
        if answer is None:
            return
        self.notes[line.which].add((time.perf_counter() - line.began) * 1000, answer[0])
        if is_last(answer[0]):
            self.drop(line)
        if ask_again:
            self.ask_next(line)
        else:
            self.waiting.discard(line)

    def close(self):
        for line in self.lines:
            self.drop(line)


def fetch(targets):
    lines, answers = {}, []
    for target in targets:
        line = lines.setdefault(target["port"], Line(target["port"]))
        head, body = line.ask(request_for(target))
        answers.append({"head": head.decode("latin-1"), "body": base64.b64encode(body).decode()})
    return {"answers": answers}


def main():
    job = json.load(sys.stdin)
    do = {"alternate": alternate, "load": load, "fetch": fetch}[job.pop("do")]
    before, began = time.process_time(), time.perf_counter()
    found = do(**job)
    found["client_seconds"] = time.process_time() - before
    found["wall_seconds"] = time.perf_counter() - began
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
