// On which ports of a host anything listens, by what its ss says.
import { listeningPortsScript, readListeningPorts } from "../../provisioning/listening-ports";

test("the script", () => expect(listeningPortsScript).toBe("ss -Htln 2>/dev/null | awk '{ print $4 }'"));

test("the port is what follows the last colon, of an address of any kind", () => {
  const ports = readListeningPorts("0.0.0.0:22\n127.0.0.53%lo:53\n[::]:80\n*:8081\n");
  expect([22, 53, 80, 8081, 127].filter((port) => ports.has(port))).toEqual([22, 53, 80, 8081]);
});
