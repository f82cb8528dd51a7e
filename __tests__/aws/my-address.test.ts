// The caller's own address, which `me` stands for.
import { myAddress } from "../../aws/my-address";

const fetched = jest.spyOn(globalThis, "fetch");
const answer = (text: string) => fetched.mockResolvedValueOnce(new Response(text));

afterEach(() => {
  delete process.env["LAB_MY_ADDRESS"];
  fetched.mockReset();
});

test("is asked of checkip.amazonaws.com", async () => {
  answer("198.51.100.7\n");
  expect(await myAddress(undefined)).toBe("198.51.100.7/32");
  expect(fetched).toHaveBeenCalledWith("https://checkip.amazonaws.com", expect.anything());
});

test("is what LAB_MY_ADDRESS says, without a request", async () => {
  process.env["LAB_MY_ADDRESS"] = "2001:db8::7";
  expect(await myAddress(undefined)).toBe("2001:db8::7/128");
  expect(fetched).not.toHaveBeenCalled();
  process.env["LAB_MY_ADDRESS"] = "home";
  await expect(myAddress(undefined)).rejects.toThrow('LAB_MY_ADDRESS is "home": must be an IP address');
});

test("is the last known one where the service is out of reach, so that a class can be destroyed", async () => {
  fetched.mockRejectedValueOnce(new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND checkip.amazonaws.com") }));
  expect(await myAddress("198.51.100.7/32")).toBe("198.51.100.7/32");
});

test("is an error with a next step where nothing is known", async () => {
  fetched.mockRejectedValueOnce(new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND checkip.amazonaws.com") }));
  await expect(myAddress(undefined)).rejects.toMatchObject({
    name: "MachineError",
    message: "https://checkip.amazonaws.com could not be asked for your address (getaddrinfo ENOTFOUND checkip.amazonaws.com)",
    next: expect.stringContaining("Set LAB_MY_ADDRESS") as unknown,
  });
  answer("<html>sign in to the hotel's network</html>");
  await expect(myAddress(undefined)).rejects.toThrow("did not answer with an address");
});
