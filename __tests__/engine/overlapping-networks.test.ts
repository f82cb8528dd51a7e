// A VPN or a LAN with addresses that Docker gives to its networks.
import { overlappingNetworks, parseRoutes } from "../../engine/overlapping-networks";

const routes = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t0100A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
tun0\t000014AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
`;

test("routes are read as Linux writes them, without that of all addresses", () => {
  expect(parseRoutes(routes)).toEqual([
    { name: "tun0", block: "172.20.0.0/16" },
    { name: "docker0", block: "172.17.0.0/16" },
  ]);
});

test("a VPN counts once; Docker's own networks, a home's and another private block do not", () => {
  const networks = [
    { name: "eth0", block: "192.168.0.7/24" },
    { name: "wg0", block: "10.8.0.2/24" },
    { name: "tun0", block: "172.20.0.5/16" },
    ...parseRoutes(routes),
    { name: "br-754310d33f5c", block: "172.18.0.1/16" },
  ];
  expect(overlappingNetworks(networks)).toEqual([{ name: "tun0", block: "172.20.0.5/16" }]);
});
