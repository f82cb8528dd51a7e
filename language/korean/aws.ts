// Korean messages about AWS.
export const aws: Record<string, string> = {
  // aws/access.ts
  "Access to the hosts of {0}": "{0} 수업의 호스트에 대한 접근",
  // aws/ami.ts
  "AMI {0} in {1}": "{1}의 AMI {0}",
  "{0}: does not exist": "{0}: 없습니다",
  "Check target.aws.ami and its region": "target.aws.ami와 그 리전을 확인하십시오",
  "Ubuntu's AMI for {0} in {1}": "{1}의 {0}용 Ubuntu AMI",
  "{0} has no value in {1}": "{1} 리전에 {0} 값이 없습니다",
  "Name an image of your own in target.aws.ami": "쓸 이미지를 target.aws.ami에 적으십시오",
  // aws/backstop.ts
  "end of hosts": "호스트 종료 예약",
  "Schedules in {0}": "{0}의 예약",
  "Schedules {0} in {1}": "{1}의 예약 {0}",
  "Role {0}": "역할 {0}",
  "The schedule that ends {0}": "{0} 종료 예약",
  Roles: "역할",
  // aws/console-output.ts
  "Console of {0}": "{0}의 콘솔",
  // aws/end-tag.ts
  "The tag of {0}": "{0}의 태그",
  // aws/ending.ts
  interrupted: "중단됨",
  "What still stands in {0} ({1})": "{0}에 남아 있는 것({1})",
  "removing {0} {1}": "삭제하는 중: {0} {1}",
  "{0} {1} in {2}": "{2}의 {0} {1}",
  "ending {0}": "종료하는 중: {0}",
  "The end of hosts in {0}": "{0}의 호스트 종료",
  "Instance {0} of {1} in {2}": "{2}의 인스턴스 {0}({1})",
  "waiting for the end of {0}": "종료를 기다리는 중: {0}",
  // aws/errors.ts
  "the account is on AWS's free plan, which does not have this instance type":
    "AWS 무료 플랜 계정인데, 이 플랜에서는 이 인스턴스 유형을 쓸 수 없습니다",
  "Choose one that it has (aws ec2 describe-instance-types --filters Name=free-tier-eligible,Values=true), or upgrade the account's plan":
    "무료 플랜에서 쓸 수 있는 유형을 고르거나(aws ec2 describe-instance-types --filters Name=free-tier-eligible,Values=true), 계정의 플랜을 업그레이드하십시오",
  "EC2 ended the instance as it started, because it cannot use the key that the account encrypts volumes with":
    "계정이 볼륨을 암호화하는 키를 쓸 수 없어서 EC2가 인스턴스를 시작하자마자 종료했습니다",
  "Enable that key (aws ec2 get-ebs-default-kms-key-id names it), or go back to AWS's own: aws ec2 reset-ebs-default-kms-key-id":
    "그 키를 활성화하거나(키 이름: aws ec2 get-ebs-default-kms-key-id), AWS의 키로 되돌리십시오: aws ec2 reset-ebs-default-kms-key-id",
  "No AWS credentials were found": "AWS 자격 증명을 찾지 못했습니다",
  "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run `aws configure`":
    "AWS_PROFILE이나 AWS_ACCESS_KEY_ID와 AWS_SECRET_ACCESS_KEY를 설정하거나, `aws configure`를 실행하십시오",
  "The AWS credentials have expired": "AWS 자격 증명이 만료되었습니다",
  "Sign in again (`aws sso login`, or new keys in the environment), then run the command again; it goes on where it stopped":
    "다시 로그인하고(`aws sso login`, 또는 환경 변수의 새 키) 명령을 다시 실행하십시오. 멈춘 곳부터 이어집니다",
  "AWS does not accept the credentials": "AWS가 자격 증명을 받아들이지 않습니다",
  "`aws sts get-caller-identity` asks the same; check the keys, the profile and this machine's clock":
    "`aws sts get-caller-identity`로 직접 확인할 수 있습니다. 키와 프로파일, 이 컴퓨터의 시계를 확인하십시오",
  "the account cannot use this yet ({0})": "이 계정에서는 아직 쓸 수 없습니다({0})",
  "Enable the region or finish the account's set-up in the AWS console": "AWS 콘솔에서 리전을 활성화하거나 계정 설정을 마치십시오",
  "not allowed ({0})": "권한이 없습니다({0})",
  "Ask for the permission it names (docs/iam.md has all of them), or use another profile (AWS_PROFILE)":
    "메시지에 나온 권한을 요청하거나(docs/iam.md에 모두 있습니다), 다른 프로파일(AWS_PROFILE)을 쓰십시오",
  "AWS is asked too often at the moment": "AWS에 보낸 요청이 너무 많습니다",
  "Wait a minute, then run the command again; it goes on where it stopped":
    "1분쯤 기다렸다가 명령을 다시 실행하십시오. 멈춘 곳부터 이어집니다",
  "EC2 has no instance of this type left in its zone": "EC2의 이 가용 영역에 이 유형의 인스턴스가 남아 있지 않습니다",
  "Try again in a few minutes, or give the student a spare (`npx lab seat NAME --spare`), or set another target.aws.instanceType":
    "몇 분 뒤에 다시 하거나, 학생에게 예비 호스트를 배정하거나(`npx lab seat NAME --spare`), target.aws.instanceType을 바꾸십시오",
  "Set target.aws.spot to false for the hosts that are still to be made":
    "아직 만들지 않은 호스트는 target.aws.spot을 false로 두고 만드십시오",
  "the account's quota is used up ({0})": "계정의 할당량을 다 썼습니다({0})",
  "Ask for more in Service Quotas (ec2), or take a smaller type":
    "Service Quotas(ec2)에서 한도를 늘려 달라고 요청하거나, 더 작은 유형을 쓰십시오",
  "the account has never had a spot instance, and these credentials may not make the role for it":
    "스팟 인스턴스를 쓴 적이 없는 계정이고, 이 자격 증명으로는 필요한 역할을 만들 수 없습니다",
  "Once, by an administrator: aws iam create-service-linked-role --aws-service-name spot.amazonaws.com; or set target.aws.spot: false":
    "관리자가 한 번 실행하면 됩니다: aws iam create-service-linked-role --aws-service-name spot.amazonaws.com. 또는 target.aws.spot: false로 두십시오",
  "a class of this name already exists in this account and region": "이 계정과 리전에 같은 이름의 수업이 이미 있습니다",
  "Give this class another name; `npx lab orphans` lists what exists of the other":
    "이 수업의 이름을 바꾸십시오. 다른 수업에서 남은 것은 `npx lab orphans`로 볼 수 있습니다",
  "AWS cannot be reached ({0})": "AWS에 연결할 수 없습니다({0})",
  "Check the network, the region's name and AWS_ENDPOINT_URL": "네트워크, 리전 이름, AWS_ENDPOINT_URL을 확인하십시오",
  "{0}: the answer cannot be read": "{0}: 응답을 읽을 수 없습니다",
  "Check the network and AWS_ENDPOINT_URL": "네트워크와 AWS_ENDPOINT_URL을 확인하십시오",
  // aws/instance-type.ts
  "Instance type {0} in {1}": "{1}의 인스턴스 유형 {0}",
  "Instance type {0} is not known in {1}": "{1}에는 {0} 인스턴스 유형이 없습니다",
  "Choose another target.aws.instanceType": "target.aws.instanceType을 바꾸십시오",
  "Zones that offer {0} in {1}": "{1}에서 {0} 유형을 쓸 수 있는 가용 영역",
  // aws/instances.ts
  "Instances in {0}": "{0}의 인스턴스",
  // aws/key-pair.ts
  "Key pair {0} in {1}": "{1}의 키 페어 {0}",
  // aws/kinds.ts
  interface: "인터페이스",
  volume: "볼륨",
  "key pair": "키 페어",
  "route table": "라우팅 테이블",
  subnet: "서브넷",
  "security group": "보안 그룹",
  "internet gateway": "인터넷 게이트웨이",
  schedules: "예약",
  role: "역할",
  // aws/my-address.ts
  "{0} is {1}: must be an IP address": "{0} 값이 {1}입니다: IP 주소여야 합니다",
  "Set it to your public address, or unset it to have {0} asked":
    "지금 쓰는 공인 주소를 적거나, 값을 지우십시오. 지우면 {0}에서 조회합니다",
  "Set {0} to your public address, or write the classroom's blocks into target.aws.access instead of me":
    "{0}에 지금 쓰는 공인 주소를 적거나, target.aws.access에 me 대신 강의실의 주소 블록을 적으십시오",
  "{0} could not be asked for your address ({1})": "{0}에서 이 컴퓨터의 주소를 알아내지 못했습니다({1})",
  "{0} did not answer with an address": "{0}의 응답이 주소가 아닙니다",
  // aws/network.ts
  "The network of {0} in {1}": "{1}에 있는 {0} 수업의 네트워크",
  // aws/plan.ts
  "target.aws.instanceType is {0}, which {1} does not offer; choose another type or region":
    "target.aws.instanceType 값이 {0}인데, {1} 리전에는 없습니다. 다른 유형이나 리전을 고르십시오",
  "target.aws.ami is {0} ({1}), and {2} is {3}; choose one that fits the other":
    "target.aws.ami 값이 {0}({1})인데, {2} 유형은 {3}입니다. 서로 맞는 것을 고르십시오",
  "{0} or {1}": "{0} 또는 {1}",
  "target.aws.diskGb is {0}, and the image {1} needs {2}; set it to that or more":
    "target.aws.diskGb 값이 {0}인데, 이미지 {1}에는 {2} 이상이 필요합니다. 그 이상으로 설정하십시오",
  spot: "스팟",
  "on-demand": "온디맨드",
  "The account may run {0} {1} vCPUs in {2}, runs {3}, and the class needs {4} more ({5}); ask for more (Service Quotas, ec2, {6}), or take a smaller type or class":
    "{2}에서 이 계정은 {1} vCPU를 {0}개까지 쓸 수 있고 지금 {3}개를 쓰는데, 수업에 {4}개가 더 필요합니다({5}). 한도를 늘려 달라고 요청하거나(Service Quotas, ec2, {6}), 더 작은 유형을 쓰거나 수업 규모를 줄이십시오",
  "EC2 has a key pair {0} with another key: a class {1} was made from another folder or machine; give this class another name, or see `npx lab orphans`":
    "EC2의 키 페어 {0}: 키가 다릅니다. 다른 폴더나 컴퓨터에서 {1} 수업을 만든 적이 있습니다. 이 수업의 이름을 바꾸거나 `npx lab orphans`로 확인하십시오",
  "ends is {0}, which is past; the hosts would end as they start": "ends 값이 {0}인데, 이미 지났습니다. 호스트가 시작하자마자 종료됩니다",
  "budget is {0} USD, and what the class costs is not known; it needs an end (ends or lifetime) and an instance type with a price":
    "budget 값이 {0} USD인데, 수업 비용을 알 수 없습니다. 종료 시각(ends나 lifetime)과 가격을 알 수 있는 인스턴스 유형이 필요합니다",
  "budget is {0} USD, and the class costs about {1} USD until its end; shorten it, take fewer or smaller hosts, or raise the budget":
    "budget 값이 {0} USD인데, 수업이 끝날 때까지 약 {1} USD가 듭니다. 수업 시간을 줄이거나, 호스트를 더 적게 또는 더 작게 하거나, budget을 늘리십시오",
  "budget is {0} USD, and the class costs about {1} USD until its end and up to {2} USD more for CPU credits; set target.aws.credits: standard, shorten it, take fewer or smaller hosts, or raise the budget":
    "budget 값이 {0} USD인데, 수업이 끝날 때까지 약 {1} USD가 들고 CPU 크레딧으로 {2} USD까지 더 들 수 있습니다. target.aws.credits: standard로 두거나, 수업 시간을 줄이거나, 호스트를 더 적게 또는 더 작게 하거나, budget을 늘리십시오",
  // aws/prices.ts
  "AWS's price list": "AWS 가격표",
  "the table of {0} ({1})": "{0} 기준 내장 가격표({1})",
  "AWS's price list has no {0} in {1}": "AWS 가격표에 {1} 리전의 {0} 유형이 없습니다",
  // aws/quota.ts
  "vCPU quota {0} in {1}": "{1}의 vCPU 할당량 {0}",
  // aws/regions.ts
  "Regions of the account, asked of {0}": "계정의 리전({0}에서 조회)",
  // aws/standing.ts
  "What stands in {0}": "{0}에 있는 것",
  // aws/starting.ts
  "The start of {0}": "{0} 시작",
  // aws/volumes.ts
  "Volumes in {0}": "{0}의 볼륨",
};
