// Korean messages about lab.yaml and the roster.
export const definition: Record<string, string> = {
  // definition/choice.ts
  "must be one of {0}, alone or with its options": "다음 중 하나를 이름만 쓰거나 옵션과 함께 써야 합니다: {0}",
  "has several keys ({0}); it takes one of {1}": "키가 여럿입니다({0}). 다음 중 하나만 쓸 수 있습니다: {1}",
  "is not known{0}": "알 수 없는 이름입니다{0}",
  "must be {0}": "{0}만 쓸 수 있습니다",
  "{0}, or {1}": "{0} 또는 {1}",
  // definition/equal-failures.ts
  "{0} ({1} and {2} more)": "{0} ({1} 외 {2})",
  // definition/fields.ts
  "is a port that browsers refuse to open; use another, such as 8080": "브라우저가 열지 않는 포트입니다. 8080처럼 다른 포트를 쓰십시오",
  "must be an image reference, such as nginx:1.30": "nginx:1.30 같은 이미지 이름이어야 합니다",
  "must be 1 to 32 lower-case letters, digits and dashes, beginning and ending with a letter or digit":
    "영문 소문자, 숫자, 대시(-)로 된 1~32자여야 하고 처음과 끝은 영문자나 숫자여야 합니다",
  "must be hours and minutes, such as 4h, 90m or 1h30m": "4h, 90m, 1h30m처럼 시간과 분을 써야 합니다",
  "must be more than 0 minutes, such as 4h": "4h처럼 0분보다 길어야 합니다",
  "must be a region of AWS, such as ap-northeast-2": "ap-northeast-2 같은 AWS 리전이어야 합니다",
  "must be a region of AWS{0}": "AWS 리전이어야 합니다{0}",
  // definition/findings.ts
  "is not a key here{0}": "여기에 쓸 수 없는 키입니다{0}",
  "is a name that cannot be used: it {0}": "쓸 수 없는 이름입니다: {0}",
  "is missing; it must be {0}": "값이 없습니다. {0}만 쓸 수 있습니다",
  "must be one of {0}": "다음 중 하나여야 합니다: {0}",
  "must have at least 1 entry": "항목이 1개 이상이어야 합니다",
  "must have at least {0} entries": "항목이 {0}개 이상이어야 합니다",
  "must have at least 1 character": "1자 이상이어야 합니다",
  "must have at least {0} characters": "{0}자 이상이어야 합니다",
  "must be at least {0}": "{0} 이상이어야 합니다",
  "must have at most 1 entry": "항목은 1개까지입니다",
  "must have at most {0} entries": "항목은 {0}개까지입니다",
  "must have at most 1 character": "1자까지 쓸 수 있습니다",
  "must have at most {0} characters": "{0}자까지 쓸 수 있습니다",
  "must be at most {0}": "{0} 이하여야 합니다",
  "a list": "목록",
  "a mapping": "매핑",
  text: "텍스트",
  "a number": "숫자",
  "a whole number": "정수",
  "true or false": "true 또는 false",
  "; did you mean {0}?": ". 혹시 {0}입니까?",
  "; there are {0}": ". 쓸 수 있는 것: {0}",
  "; it takes none": ". 쓸 수 있는 것이 없습니다",
  "the file": "이 파일",
  "{0}; {1}": "{0}. {1}",
  "{0} {1}": "{0}: {1}",
  "{0}: {1} {2}": "{0} 값이 {1}입니다: {2}",
  // definition/hub-pulls.ts
  "Docker Hub allows {0} pulls in 6 hours from one address, and {1} machines that pull {2} images each make {3}: where they share an address, set docker.mirror in lab.yaml, or have the images on the machines before the class":
    "Docker Hub에서는 한 주소로 6시간에 {0}번까지만 이미지를 받을 수 있는데, 호스트 {1}대가 이미지를 {2}개씩 받으면 {3}번입니다. 호스트들이 한 주소를 함께 쓴다면 lab.yaml에 docker.mirror를 설정하거나, 수업 전에 이미지를 호스트에 받아 두십시오",
  // definition/input-file.ts
  "{0}: is not a file": "{0}: 파일이 아닙니다",
  "{0}: no such file": "{0}: 그런 파일이 없습니다",
  "{0}: has {1} bytes; at most {2} are allowed": "{0}: 크기가 {1}바이트입니다. {2}바이트까지 쓸 수 있습니다",
  "{0}: cannot be read ({1})": "{0}: 읽을 수 없습니다({1})",
  "unknown reason": "알 수 없는 이유",
  "{0}: is not text in UTF-8, UTF-16 or CP949": "{0}: UTF-8, UTF-16, CP949 텍스트가 아닙니다",
  "Save it as UTF-8 (Excel: CSV UTF-8)": "UTF-8로 저장하십시오(Excel: CSV UTF-8)",
  // definition/load.ts
  "Nothing was created. npx lab validate checks the file again; npx lab init writes a commented one.":
    "아무것도 만들지 않았습니다. npx lab validate로 파일을 다시 검사할 수 있고, npx lab init은 설명이 붙은 파일을 만들어 줍니다.",
  "is given beside ends; a class has one end, so remove one of them":
    "ends와 함께 쓸 수 없습니다. 수업의 종료 시각은 하나이므로 둘 중 하나를 지우십시오",
  // definition/roster.ts
  "A roster has a header of name, label, key, github (or 아이디, 이름, 키, 깃허브), then a line per student, separated by commas, semicolons or tabs":
    "명단(roster)은 첫 행이 name, label, key, github(또는 아이디, 이름, 키, 깃허브)이고, 그다음부터 한 행에 학생 한 명이며, 쉼표, 세미콜론, 탭으로 나눕니다",
  "{0}: has no students": "{0}: 학생이 없습니다",
  "{0}: is not CSV: {1}": "{0}: CSV가 아닙니다: {1}",
  "has no column name or label (아이디, 이름), which says who is in the class; it has {0}":
    "수강생을 알려 주는 열이 없습니다: 아이디 또는 이름(name, label). 있는 열: {0}",
  "has columns that are not used: {0}; used are {1}": "쓰지 않는 열이 있습니다: {0}. 쓰는 열: {1}",
  "means the same as the column {0}; remove one of them": "{0} 열과 뜻이 같습니다. 둘 중 하나를 지우십시오",
  "makes the same id as line {0}; give both an id of their own in a column 아이디 (or name)":
    "{0}행과 같은 아이디가 됩니다. 아이디(또는 name) 열에 서로 다른 아이디를 적으십시오",
  "appears twice (line {0} is the first); every student needs a name of their own":
    "두 번 나옵니다(처음은 {0}행). 학생마다 이름이 달라야 합니다",
  // definition/rules.ts
  "is http: anybody between a host and the mirror can change the images; use https if the mirror has it":
    "http입니다. 호스트와 미러 사이에 있는 누구나 이미지를 바꿔치기할 수 있으니, 가능하면 https를 쓰십시오",
  "appears twice (entry {0} is the first); remove one": "두 번 나옵니다(처음은 {0}번째 항목). 하나를 지우십시오",
  "is also the host port of {0}; give one of them another port": "{0}에서도 쓰는 호스트 포트입니다. 둘 중 하나를 다른 포트로 바꾸십시오",
  "makes the container {0}, which {1} makes too; run one of them as state: ready":
    "{1} 시나리오도 같은 컨테이너를 만듭니다: {0}. 둘 중 하나를 state: ready로 두십시오",
  "makes the network {0}, which {1} makes too; run one of them as state: ready":
    "{1} 시나리오도 같은 네트워크를 만듭니다: {0}. 둘 중 하나를 state: ready로 두십시오",
  "appears twice (student {0} is the first); every student needs a name of their own":
    "두 번 나옵니다(처음은 {0}번째 학생). 학생마다 이름이 달라야 합니다",
  "must be at most {0} in one class": "한 수업에 {0}명까지입니다",
  // definition/schema.ts
  "must be a version such as 3.6.2": "3.6.2 같은 버전이어야 합니다",
  "must be an OpenSSH public key on one line, such as ssh-ed25519 AAAA…": "ssh-ed25519 AAAA…처럼 한 줄로 된 OpenSSH 공개 키여야 합니다",
  "must be a GitHub user name": "GitHub 사용자 이름이어야 합니다",
  "must be one line of text without control characters": "제어 문자가 없는 한 줄 텍스트여야 합니다",
  "must be a count, a list, or a roster: a file that ends in .csv, .tsv or .txt":
    "학생 수, 목록, 명단(roster) 중 하나여야 합니다. 명단은 .csv, .tsv, .txt로 끝나는 파일입니다",
  "must be an http or https address": "http 또는 https 주소여야 합니다",
  "holds a user or password, which every student could read on their host; use a mirror without one":
    "사용자나 비밀번호가 들어 있어 모든 학생이 자기 호스트에서 읽을 수 있습니다. 그것이 없는 미러를 쓰십시오",
  "must end with its path: Docker takes no ? or # in a mirror": "경로까지만 적어야 합니다. Docker의 미러 주소에는 ?나 #를 쓸 수 없습니다",
  "must be the name of an S3 bucket, such as my-class-state": "my-class-state 같은 S3 버킷 이름이어야 합니다",
  "must be an http address, such as http://proxy.example:3128": "http://proxy.example:3128 같은 http 주소여야 합니다",
  "must have no user and password": "사용자와 비밀번호가 없어야 합니다",
  "must be a host, a domain or a block of addresses, such as .example.com or 10.0.0.0/8":
    ".example.com이나 10.0.0.0/8처럼 호스트, 도메인, 주소 블록 중 하나여야 합니다",
  "must be letters, digits and _, a letter first, such as PORT": "PORT처럼 영문자로 시작하고 영문자, 숫자, _로만 되어야 합니다",
  "must be a moment with its offset, such as 2026-12-01T18:00:00+09:00":
    "2026-12-01T18:00:00+09:00처럼 시간대(오프셋)까지 적은 시각이어야 합니다",
  "must be an amount in US dollars, such as 50 USD": "50 USD처럼 미국 달러 금액이어야 합니다",
  // definition/student-of.ts
  "{0}{1} is not a student of this class{2}": "{0}{1}: 이 수업의 학생이 아닙니다{2}",
  // definition/targets/aws-rules.ts
  "needs an end, without which nobody knows what the class will cost; add ends or lifetime":
    "종료 시각이 없으면 수업 비용을 알 수 없습니다. ends나 lifetime을 추가하십시오",
  "name your classroom's addresses (me is your own), or set openToTheWorld: true":
    "강의실의 주소를 적거나(me는 지금 쓰는 주소), openToTheWorld: true로 두십시오",
  "is {0}; {1}": "{0}에 해당합니다. {1}",
  "covers {0} in total; {1}": "모두 합치면 {0}에 해당합니다. {1}",
  "has {0} blocks, which with {1} ranges of ports make {2} rules, and EC2 allows {3}; join them into at most {4} larger blocks":
    "블록이 {0}개인데, 포트 범위 {1}개와 곱하면 규칙이 {2}개가 되고 EC2는 {3}개까지 허용합니다. 더 큰 블록 {4}개 이하로 합치십시오",
  "the whole internet": "인터넷 전체",
  "{0} % of the internet": "인터넷의 {0} %",
  "overlaps {0}, which Docker gives to its networks; use one such as 10.77.0.0/16":
    "Docker가 네트워크에 쓰는 {0} 블록과 겹칩니다. 10.77.0.0/16 같은 블록을 쓰십시오",
  "must be between a /16 (EC2's largest VPC) and a /24 (room for 300 hosts in four subnets is a /22)":
    "/16(EC2에서 가장 큰 VPC)과 /24 사이여야 합니다(서브넷 4개에 호스트 300대가 들어가려면 /22)",
  "is not of private addresses ({0}); use one such as 10.77.0.0/16": "사설 주소({0})가 아닙니다. 10.77.0.0/16 같은 블록을 쓰십시오",
  "is too small for {0} hosts ({1} subnets of {2}); use a larger block, such as {3}":
    "호스트 {0}대에는 너무 작습니다({2}대짜리 서브넷 {1}개). {3}처럼 더 큰 블록을 쓰십시오",
  "is too small: the images of the scenarios ({0}) need at least {1}; a GB costs about ten cents a month":
    "너무 작습니다. 시나리오({0})의 이미지에는 {1} 이상이 필요합니다. 1 GB는 한 달에 10센트쯤입니다",
  "is arm64, and docker.install documented is amd64 only; use install: current, or a type such as t3.small":
    "arm64인데 docker.install documented는 amd64에서만 됩니다. install: current를 쓰거나 t3.small 같은 유형을 쓰십시오",
  "leaves a new EC2 host without Docker; it must be documented or current (Ubuntu {0})":
    "새 EC2 호스트에 Docker가 없게 됩니다. documented 또는 current여야 합니다(Ubuntu {0})",
  "is a second line of defence for an end; set ends or lifetime too, or remove it":
    "호스트 종료를 한 번 더 보장하는 설정입니다. ends나 lifetime도 설정하거나, 이 키를 지우십시오",
  "is for lab serve --through a spare, and there is none; set spares: 1, or remove it":
    "예비 호스트를 거치는 lab serve --through에 쓰는데, 예비 호스트가 없습니다. spares: 1로 두거나, 이 키를 지우십시오",
  "is the name of a spare host (spares: {0}); give the student another": "예비 호스트의 이름입니다(spares: {0}). 학생의 이름을 바꾸십시오",
  // definition/targets/aws.ts
  "names an address inside a network; write {0}, or {1} for that address alone":
    "네트워크 안의 주소 하나를 가리킵니다. 둘 중 하나로 쓰십시오: 네트워크 전체는 {0}, 그 주소 하나는 {1}",
  "must be a CIDR block such as 203.0.113.0/24, or me": "203.0.113.0/24 같은 CIDR 블록이나 me여야 합니다",
  "must be an EC2 instance type, such as t3.small": "t3.small 같은 EC2 인스턴스 유형이어야 합니다",
  "must be an AMI id, such as ami-0123456789abcdef0": "ami-0123456789abcdef0 같은 AMI ID여야 합니다",
  "must be an IPv4 CIDR block, such as 10.77.0.0/16": "10.77.0.0/16 같은 IPv4 CIDR 블록이어야 합니다",
  "must be letters, digits, spaces and _ . : / = + - @: AWS takes no others in a tag":
    "문자, 숫자, 공백, _ . : / = + - @만 쓸 수 있습니다. AWS 태그에는 다른 문자를 쓸 수 없습니다",
  // definition/targets/existing-rules.ts
  "is for target aws only: machines that the class did not create are never switched off; remove it":
    "target: aws에서만 쓰는 키입니다. 수업에서 만들지 않은 호스트는 끄지 않습니다. 이 키를 지우십시오",
  "is for target aws only: target {0} costs nothing; remove it":
    "target: aws에서만 쓰는 키입니다. target: {0}에는 비용이 들지 않습니다. 이 키를 지우십시오",
  "is for target aws only: machines that the class did not create keep the settings of their sshd; remove it":
    "target: aws에서만 쓰는 키입니다. 수업에서 만들지 않은 호스트의 sshd 설정은 바꾸지 않습니다. 이 키를 지우십시오",
  // definition/targets/hosts.ts
  "must be user@address, such as ubuntu@10.0.0.11, ubuntu@10.0.0.11:2222 or ubuntu@[2001:db8::1]:2222":
    "ubuntu@10.0.0.11, ubuntu@10.0.0.11:2222, ubuntu@[2001:db8::1]:2222처럼 user@address 형식이어야 합니다",
  "must be a host name or an IP address; user and port are keys of their own":
    "호스트 이름이나 IP 주소여야 합니다. user와 port는 따로 쓰는 키입니다",
  "must be a Linux user name, such as ubuntu": "ubuntu 같은 Linux 사용자 이름이어야 합니다",
  "must be the path of a private key file, without quotes": "따옴표 없이 개인 키 파일의 경로를 써야 합니다",
  "its user {0} is not a Linux user name, such as ubuntu": "사용자 {0}: ubuntu 같은 Linux 사용자 이름이 아닙니다",
  "its address {0} is not an IPv6 address": "주소 {0}: IPv6 주소가 아닙니다",
  "its address {0} is not an IPv4 address, which is four numbers from 0 to 255":
    "주소 {0}: IPv4 주소가 아닙니다. 0에서 255까지의 숫자 네 개여야 합니다",
  "its address {0} is not a host name: letters, digits, dashes and dots":
    "주소 {0}: 호스트 이름이 아닙니다. 영문자, 숫자, -, .만 쓸 수 있습니다",
  "its prefix /{0} is not /0 to /{1}": "프리픽스 /{0}: /0에서 /{1}까지여야 합니다",
  "its port {0} is not 1 to 65535": "포트 {0}: 1에서 65535까지여야 합니다",
  "must be user@host:port, as ssh -J takes it": "ssh -J에 쓰는 user@host:port 형식이어야 합니다",
  "must name at least one machine": "호스트가 1대 이상 있어야 합니다",
  // definition/targets/local.ts
  "must be an IP address, such as 0.0.0.0": "0.0.0.0 같은 IP 주소여야 합니다",
  "must be 1 for target local, which is one Engine for one student; use target hosts or aws for a class":
    "target: local에서는 1이어야 합니다. 학생 한 명이 Docker Engine 하나를 씁니다. 여러 명이면 target을 hosts나 aws로 바꾸십시오",
  // definition/targets/machine-rules.ts
  "has no machine in target.hosts; add one or remove the student":
    "target.hosts에 이 학생의 호스트가 없습니다. 호스트를 추가하거나 학생을 지우십시오",
  "is not one of the students; add the student or remove the machine": "학생 중에 없는 이름입니다. 학생을 추가하거나 호스트를 지우십시오",
  "is also the machine of {0}; every student needs an Engine of their own":
    "{0} 학생의 호스트이기도 합니다. 학생마다 Docker Engine이 따로 있어야 합니다",
  "is not a file; name an existing private key (a path is relative to lab.yaml, ~ is the home directory)":
    "파일이 아닙니다. 실제로 있는 개인 키를 쓰십시오(경로는 lab.yaml 기준, ~는 홈 디렉터리)",
  // definition/yaml-file.ts
  "Correct it; npx lab validate checks the file again": "고친 다음 npx lab validate로 다시 검사하십시오",
  "npx lab init writes a commented lab.yaml": "npx lab init을 실행하면 설명이 붙은 lab.yaml을 만들어 줍니다",
  "has a << that merges no mapping": "<<로 합칠 매핑이 없습니다",
  "is not YAML: {0}": "YAML이 아닙니다: {0}",
  "has the key __proto__, which no file can use": "__proto__ 키가 있습니다. 어떤 파일에서도 쓸 수 없는 키입니다",
  "*{0} has no anchor &{1} before it": "*{0}: 앞에 &{1} 앵커가 없습니다",
  "*{0} is inside the part that it stands for, which would never end": "*{0}: 자신이 가리키는 부분 안에 있어 끝이 없게 됩니다",
  "uses aliases (*name) that unfold into too much; at most {0} are allowed": "별칭(*name)을 펼치면 너무 커집니다. {0}개까지 쓸 수 있습니다",
  "Write some of them out; npx lab validate checks the file again": "별칭 몇 개를 풀어 쓰고, npx lab validate로 다시 검사하십시오",
  "is nested too deeply; at most {0} levels are allowed": "너무 깊이 중첩되어 있습니다. {0}단계까지 쓸 수 있습니다",
};
