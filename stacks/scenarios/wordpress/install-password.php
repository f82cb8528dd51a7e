<?php
// Before WordPress' install.php: the form is everybody's to see, and who can read this container's environment may send it.
// Whoever finishes the installation owns the site, and other students reach this port too.
$password = getenv('LAB_INSTALL_PASSWORD');
if (!in_array($_SERVER['REQUEST_METHOD'], ['GET', 'HEAD'], true)
    && ($password === false || $password === '' || !hash_equals($password, $_SERVER['PHP_AUTH_PW'] ?? ''))) {
    http_response_code(401);
    header('WWW-Authenticate: Basic realm="Installation of this lab", charset="UTF-8"');
    header('Content-Type: text/plain; charset=utf-8');
    exit("The password of this installation, with any user name:\n\n  docker exec wordpress_hostvolume printenv LAB_INSTALL_PASSWORD\n");
}
