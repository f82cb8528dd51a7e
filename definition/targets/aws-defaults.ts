// What an EC2 host is where nothing else is said: of lab.yaml and of the construct.

export const awsDefaults = {
  instanceType: "t3.small",
  spot: false,
  credits: "unlimited",
  spares: 0,
  wait: true,
  /** GB */
  diskGb: 20,
  vpcCidr: "10.77.0.0/16",
  backstop: false,
  pages: false,
} as const;
